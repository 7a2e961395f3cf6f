import Pipeline

/// The stage kinds of the project: the one list that commands and workers know them by.
package let registry = KindRegistry(
    [
        FetchDataset.self, DecodeIDX.self, DrawDigits.self, DrawGarments.self, TrainAutoencoder.self,
        TrainClassifier.self, EncodeImages.self, QuantizeCodes.self, EvaluateReconstructions.self,
        EvaluateDenoising.self, PretrainMachines.self, AnalyzeComponents.self, ReconstructImages.self,
        ReconstructComponents.self, CompressJPEG.self, CodeLosslessly.self, BuildCodec.self, CodeByModel.self,
        DescribeCodec.self, CodeClassically.self, TrainCodec.self, CutAutoencoder.self, CompressModel.self,
        WriteComponents.self,
        CompareRates.self, ClassifyImages.self, PruneAutoencoder.self, ReplayMetrics.self, DrawPhotographs.self,
        CropPhotographs.self, TrainRestorer.self, ShowPictures.self, DescribeCodes.self, EmbedCodes.self,
        EvaluateRestoration.self, CollectMeasurements.self, RenderTable.self, RenderFigure.self,
    ], sourceDigests: sourceDigests, sourceParts: sourceParts, networkKinds: [FetchDataset.self])
