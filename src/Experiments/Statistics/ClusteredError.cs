namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>
/// The cluster-robust standard error of a rate, the fine-tuned models being the clusters, with the small-sample correction CR2 (Bell and McCaffrey 2002,
/// Survey Methodology 28:169). For a rate r = Σ x / Σ w it comes to √( Σ (x − r·w)² / (1 − w/W) ) / W with W = Σ w: each model's residual sum, taken up
/// for the pull that the model itself had on r. With equal weights that is the standard error of the mean of the models' rates.
/// </summary>
internal static class ClusteredError
{
    /// <summary>The error of models of weight above 0; null for fewer than two, which show no spread.</summary>
    public static double? Of(IReadOnlyList<(double Numerator, double Weight)> models)
    {
        if (models.Count < 2) return null;
        var weight = models.Sum(model => model.Weight);
        var rate = models.Sum(model => model.Numerator) / weight;
        return Math.Sqrt(models.Sum(model => Square(model.Numerator - rate * model.Weight) / (1 - model.Weight / weight))) / weight;
    }

    private static double Square(double value) => value * value;
}
