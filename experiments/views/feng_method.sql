-- What it shows: the kinds of images that the paper feng's classifier is asked about, with their names and the size of their codes.
-- Unit: numbers in the code of one image; bytes of one JPEG file, and of its scan alone, which is what a file holds beside headers and
-- tables. Definition: numbers of the paper's networks from the printed architecture; bytes are means over all test images.
CREATE VIEW feng_method AS
WITH
    architecture AS (
        SELECT
            max(CASE subject WHEN 'code-side' THEN value END) * max(CASE subject WHEN 'code-side' THEN value END)
                * max(CASE subject WHEN 'code-channels' THEN value END) AS convolutional,
            max(CASE subject WHEN 'code-units' THEN value END) AS dense
        FROM printed WHERE paper = 'feng' AND item = 'architecture'),
    known (method, name, position) AS (
        VALUES ('originals', 'originals', 0), ('cnn', 'CNN', 1), ('ann', 'ANN', 2), ('shared', 'ANN, shared weights', 3),
            ('unpooling', 'CNN with un-pooling', 4)),
    met AS (SELECT DISTINCT dataset, subject AS method FROM feng_cell WHERE task = 'classify' AND metric = 'accuracy'),
    file AS (
        SELECT dataset, subject AS method, max(CASE metric WHEN 'bytesPerImage' THEN mean END) AS bytes,
            max(CASE metric WHEN 'scanBytesPerImage' THEN mean END) AS scan_bytes
        FROM feng_cell WHERE task = 'jpeg' GROUP BY dataset, subject)
SELECT
    met.dataset, met.method,
    CASE WHEN name IS NOT NULL THEN name
        WHEN met.method LIKE 'pca-%' THEN substr(met.method, 5) || ' principal components'
        WHEN met.method LIKE 'jpeg-%' THEN 'JPEG, quality ' || substr(met.method, 6)
        ELSE met.method END AS name,
    CAST(CASE WHEN met.method IN ('cnn', 'unpooling') THEN architecture.convolutional
        WHEN met.method IN ('ann', 'shared') THEN architecture.dense
        WHEN met.method LIKE 'pca-%' THEN substr(met.method, 5) END AS INTEGER) AS numbers,
    file.bytes, file.scan_bytes,
    coalesce(position, CASE WHEN met.method LIKE 'pca-%' THEN 1000 + substr(met.method, 5) ELSE 2000 + substr(met.method, 6) END) AS position
FROM met CROSS JOIN architecture
LEFT JOIN known ON known.method = met.method
LEFT JOIN file ON file.dataset = met.dataset AND file.method = met.method;
