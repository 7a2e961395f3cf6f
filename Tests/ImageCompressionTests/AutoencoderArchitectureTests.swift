import Foundation
import ImageCompression
import NeuralNetworks
import Testing

@Suite("Declared autoencoders")
struct AutoencoderArchitectureTests {
    @Test(
        "both forms are read and written",
        arguments: [
            #"{"dense":{"activation":"sigmoid","widths":[9,4,9]}}"#,
            #"{"dense":{"activation":"rectifier","inputFactor":255,"outputActivation":"sigmoid","tied":true,"widths":[9,4,2,4,9]}}"#,
            #"{"layers":{"decoder":[{"kind":"upsampling","factor":2}],"encoder":[{"kind":"maximumPooling","stride":2,"window":2}],"#
                + #""input":[4,4,1]}}"#,
        ])
    func coding(text: String) throws {
        let autoencoder = try JSONDecoder().decode(AutoencoderArchitecture.self, from: Data(text.utf8))
        let again = try JSONDecoder().decode(
            AutoencoderArchitecture.self, from: JSONEncoder().encode(autoencoder))
        #expect(again == autoencoder)
    }

    @Test("tied decoders name the encoder's layers backwards, behind the layer that scales")
    func tied() {
        let autoencoder = AutoencoderArchitecture.dense(
            DenseAutoencoder(
                widths: [9, 4, 2, 4, 9], activation: .rectifier, outputActivation: .sigmoid, inputFactor: 255,
                tied: true))
        #expect(
            autoencoder.network.layers == [
                .scaling(factor: 255), .dense(inputs: 9, outputs: 4, activation: .rectifier),
                .dense(inputs: 4, outputs: 2, activation: .rectifier), .tiedDense(layer: 2, activation: .rectifier),
                .tiedDense(layer: 1, activation: .sigmoid),
            ])
        #expect(autoencoder.encoderLayers == 3 && autoencoder.codeWidth == 2)
        #expect(autoencoder.network.weightCount == 9 * 4 + 4 * 2)
    }

    @Test(
        "what is no autoencoder is refused, with what was found",
        arguments: [
            (#"{"dense":{"activation":"sigmoid","widths":[9,4,8]}}"#, "found [9, 4, 8]"),
            (#"{"dense":{"activation":"sigmoid","tied":true,"widths":[9,4,2,5,9]}}"#, "as the weights are tied"),
            (#"{"dense":{"activation":"sigmoid","inputFactor":0,"widths":[9,4,9]}}"#, "inputFactor"),
            (#"{}"#, "either dense or layers"),
            (
                #"{"layers":{"encoder":[],"decoder":[{"kind":"upsampling","factor":2}],"input":[4,4,1]}}"#,
                "at least one layer"
            ),
            (
                #"{"layers":{"encoder":[{"kind":"dropout","rate":0.5}],"decoder":[{"kind":"upsampling","factor":2}],"input":[4,4,1]}}"#,
                "gives [8, 8, 1]"
            ),
            (
                #"{"layers":{"encoder":[{"kind":"maximumPooling","stride":2,"window":2}],"decoder":[{"kind":"unpooling","layer":0}],"#
                    + #""input":[4,4,1]}}"#,
                "not in the code"
            ),
            (
                #"{"layers":{"encoder":[{"kind":"upsampling","factor":2}],"decoder":[{"kind":"dropout","rate":0.5}],"input":[4]}}"#,
                "takes images"
            ),
        ])
    func refusals(text: String, message: String) {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AutoencoderArchitecture.self, from: Data(text.utf8))
        }
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }
}
