import Pipeline

/// The stage kinds of the project: the one list that commands and workers know them by.
package let registry = KindRegistry(
    [
        FetchDataset.self, DecodeIDX.self, DrawDigits.self, TrainAutoencoder.self, EncodeImages.self,
        QuantizeCodes.self, EvaluateReconstructions.self, AnalyzeComponents.self, ReplayMetrics.self,
        CollectMeasurements.self,
        RenderTable.self, RenderFigure.self,
    ], sourceDigests: sourceDigests)
