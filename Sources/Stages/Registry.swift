import Pipeline

/// The stage kinds of the project: the one list that commands and workers know them by.
package let registry = KindRegistry(
    [
        FetchDataset.self, DecodeIDX.self, DrawDigits.self, TrainAutoencoder.self, EncodeImages.self,
        QuantizeCodes.self, EvaluateReconstructions.self, EvaluateDenoising.self, PretrainMachines.self,
        AnalyzeComponents.self, CollectMeasurements.self,
        RenderTable.self, RenderFigure.self,
    ], sourceDigests: sourceDigests)
