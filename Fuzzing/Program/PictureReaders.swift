import Codecs
import Datasets
import Foundation
import Images
import PictureFiles

func readIDX(_ bytes: [UInt8]) {
    holdingErrors(of: bytes.count) {
        let file = try IDXFile(bytes: bytes, file: "fuzzed")
        expect(file.serialized() == bytes, "a file has other bytes than those that it was read from")
        let pictures = try Pictures(file)
        let written = try PictureFile.encode(pictures, as: .idx)
        expect(try Pictures(IDXFile(bytes: written, file: "fuzzed")) == pictures, "pictures that come back as others")
    }
}

/// A file without a name, for readers of files.
struct NamelessFile {
    private let descriptor: Int32

    /// In memory, since a disk would take most of the time.
    init() {
        var path = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        expect(descriptor >= 0 && unlink(path) == 0, "no temporary file: error \(errno)")
    }

    func readGzip(_ bytes: [UInt8]) {
        expect(
            ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
            "a temporary file takes no bytes: error \(errno)")
        // Offsets in the decompressed bytes are among these.
        holdingErrors(of: mostDeclared) {
            _ = try IDXFile(contentsOfGzip: URL(filePath: "/proc/self/fd/\(descriptor)"), maximum: mostDeclared)
        }
    }
}

func readAnymap(_ bytes: [UInt8]) {
    do throws(PortableAnymapError) {
        let picture = try PortableAnymap.decode(bytes)
        expect(
            try PortableAnymap.decode(PortableAnymap.encode(picture)) == picture, "a picture that comes back as another"
        )
    } catch {
        expectWithin(bytes.count, error.offset, error)
    }
}

/// BMP, JPEG and PNG.
func readPictures(_ bytes: [UInt8]) {
    holdingErrors(of: bytes.count) { _ = try Bitmap.decode(bytes) }
    holdingErrors(of: bytes.count) { _ = try JPEG.decode(bytes, mostPixels: mostDeclared) }
    holdingErrors(of: bytes.count) { _ = try JPEGStructure(of: bytes).estimatedQuality }
    holdingErrors(of: bytes.count) { _ = try PNG.decode(bytes, mostPixels: mostDeclared) }
}

private func holdingErrors(of count: Int, _ body: () throws -> Void) {
    do {
        try body()
    } catch let error as DatasetError {
        guard case .malformed(_, let offset, _) = error else { unexpected(error) }
        expectWithin(count, offset, error)
    } catch let error as ImageFault {
        // Its offset may be that of a field which the file is too short for.
        expectWithin(0, 0, error)
    } catch let error as UnusableDimensions {
        expectWithin(0, 0, error)
    } catch {
        unexpected(error)
    }
}
