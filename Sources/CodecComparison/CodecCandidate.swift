import Codecs

/// A codec with one setting, as it takes part in a comparison.
package struct CodecCandidate {
    /// What the user calls the codec, or the model that it is made of.
    package let name: String
    /// Such as “quality 75”; empty where there is nothing to set.
    package let setting: String
    package let codec: any Codec

    package init(name: String, setting: String, codec: any Codec) {
        (self.name, self.setting, self.codec) = (name, setting, codec)
    }
}
