import GRDB

/// The tables of a metric store, as migrations.
enum MetricSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("measurements, stages, runs, printed numbers, times") { database in
            try database.execute(sql: tables)
            try database.execute(sql: RecordedTimes.tables)
            for (index, quantile) in StudentT.quantiles975.enumerated() {
                try database.execute(sql: "INSERT INTO student_t VALUES (?, ?)", arguments: [index + 1, quantile])
            }
        }
        return migrator
    }

    /// Made once the tables are full, which takes half the time of keeping them while they fill.
    static let indices = """
        CREATE INDEX measurement_by_stage ON measurement (stage, metric, subject, split, class, step);
        CREATE INDEX measurement_by_metric ON measurement (paper, metric, subject, split, class, step);
        CREATE INDEX cell_by_metric ON cell (paper, metric, subject, split, class, step);
        CREATE INDEX cell_by_configuration ON cell (configuration, metric, subject);
        """

    private static let tables = """
        CREATE TABLE stage (
            name TEXT PRIMARY KEY,        -- ercan/train[recipe=paper,code=64,replicate=0]
            paper TEXT NOT NULL,          -- ercan
            task TEXT NOT NULL,           -- train
            configuration TEXT NOT NULL,  -- the name without its replicate
            replicate INTEGER,
            kind TEXT,
            fingerprint TEXT
        );
        CREATE INDEX stage_by_configuration ON stage (configuration);
        CREATE INDEX stage_by_task ON stage (paper, task);

        CREATE TABLE measurement (
            id INTEGER PRIMARY KEY,
            stage TEXT NOT NULL REFERENCES stage (name),
            paper TEXT NOT NULL,
            dataset TEXT NOT NULL,
            split TEXT,                   -- train, validation, test; NULL where it has no meaning
            subject TEXT NOT NULL,
            class INTEGER,                -- NULL: all classes
            metric TEXT NOT NULL,
            step INTEGER,                 -- epoch or percentile
            value REAL,                   -- NULL: not a number, the training diverged
            unit TEXT NOT NULL,
            replicate INTEGER,
            fingerprint TEXT
        );
        CREATE TABLE axis (stage TEXT NOT NULL REFERENCES stage (name), name TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (stage, name)) WITHOUT ROWID;
        CREATE TABLE parameter (stage TEXT NOT NULL REFERENCES stage (name), name TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (stage, name)) WITHOUT ROWID;
        CREATE TABLE input (stage TEXT NOT NULL REFERENCES stage (name), name TEXT NOT NULL, producer TEXT NOT NULL,
            digest TEXT);                 -- NULL: not made yet
        CREATE INDEX input_by_stage ON input (stage, name);
        CREATE TABLE output (stage TEXT NOT NULL REFERENCES stage (name), name TEXT NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY (stage, name)) WITHOUT ROWID;
        CREATE TABLE run (stage TEXT NOT NULL REFERENCES stage (name), fingerprint TEXT NOT NULL, started TEXT NOT NULL,
            wallSeconds REAL NOT NULL, userSeconds REAL NOT NULL, peakMemoryKiB INTEGER NOT NULL, processor TEXT NOT NULL);
        CREATE INDEX run_by_stage ON run (stage, started);

        CREATE TABLE stamp (digest TEXT NOT NULL);  -- of the files that this index was made from

        CREATE TABLE printed (
            paper TEXT NOT NULL,
            item TEXT NOT NULL,           -- which of its numbers, for example table-2
            subject TEXT NOT NULL,
            step INTEGER,
            value REAL NOT NULL,
            text TEXT NOT NULL,           -- as it is printed, for example 0.20
            decimals INTEGER NOT NULL,    -- digits behind the point of the text
            unit TEXT NOT NULL,
            place TEXT NOT NULL,          -- where it stands, for example Table 2, row 128-64-128
            note TEXT NOT NULL
        );
        CREATE UNIQUE INDEX printed_once ON printed (paper, item, subject, ifnull(step, -1));

        CREATE TABLE cell (               -- measurements averaged over replicates
            paper TEXT NOT NULL, dataset TEXT NOT NULL, configuration TEXT NOT NULL, task TEXT NOT NULL,
            metric TEXT NOT NULL, subject TEXT NOT NULL, split TEXT, class INTEGER, step INTEGER, unit TEXT NOT NULL,
            n INTEGER NOT NULL,           -- replicates
            diverged INTEGER NOT NULL,    -- of which gave no number
            mean REAL,                    -- NULL where one diverged
            standard_deviation REAL,      -- NULL from one replicate
            half_width_95 REAL,           -- of the 95 % confidence interval of the mean
            minimum REAL, maximum REAL
        );
        CREATE TABLE student_t (degrees INTEGER PRIMARY KEY, quantile975 REAL NOT NULL);
        """
}
