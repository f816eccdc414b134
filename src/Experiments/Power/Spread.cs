namespace EmergentMisalignment.Experiments.Power;

/// <summary>How much the models of a finished sweep differ beyond what the number of their answers explains.</summary>
public static class Spread
{
    /// <summary>
    /// The standard deviation in log-odds by the method of moments: variance of the rates less the binomial one, taken to log-odds at their mean. Null where there
    /// are fewer than two models, or all answered alike.
    /// </summary>
    /// <param name="rates">One for each model.</param>
    /// <param name="answers">Coherent answers of each model, on average.</param>
    public static double? Of(IReadOnlyList<double> rates, double answers)
    {
        if (rates.Count < 2 || answers <= 0) return null;
        var mean = rates.Average();
        var binomial = mean * (1 - mean);
        if (binomial <= 0) return null;
        var variance = rates.Sum(rate => (rate - mean) * (rate - mean)) / (rates.Count - 1);
        return Math.Sqrt(Math.Max(0, variance - binomial / answers)) / binomial;
    }
}
