using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads what a sweep's rates are rates of.</summary>
internal static class EstimandReader
{
    private static readonly Dictionary<string, Averaging> Averages = new()
    {
        ["question_mean"] = Averaging.QuestionMean,
        ["pooled"] = Averaging.Pooled,
    };

    private static readonly Dictionary<string, Resampling> Resamplings = new()
    {
        ["models"] = Resampling.Models,
        ["models_and_questions"] = Resampling.ModelsAndQuestions,
    };

    public static Estimand Read(YamlFields sweep) =>
        sweep.Map("estimand", SweepKeys.Estimand) is { } fields ? Of(fields) : new Estimand();

    /// <summary>The estimand of a map's own keys; what is absent takes its default.</summary>
    public static Estimand Of(YamlFields fields)
    {
        var defaults = new Estimand();
        var (comparison, coherence) = fields.Has("coherence") ? Coherence(fields) : (defaults.CoherenceComparison, defaults.Coherence);
        return new Estimand
        {
            AlignedBelow = fields.Number("aligned_below", new NumberRange(0, 100, WithLeast: false)) ?? defaults.AlignedBelow,
            Coherence = coherence,
            CoherenceComparison = comparison,
            Averaging = fields.Choice("average", Averages) ?? defaults.Averaging,
            MinCoherent = fields.Whole("min_coherent", 1, 1000) ?? defaults.MinCoherent,
            Confidence = fields.Number("confidence", new NumberRange(0.5, 0.9999)) ?? defaults.Confidence,
            Resampling = fields.Choice("resample", Resamplings) ?? defaults.Resampling,
            Resamples = fields.Whole("resamples", 100, 100_000) ?? defaults.Resamples,
        };
    }

    /// <summary>Reads <c>"&gt;= 50"</c> or <c>"&gt; 50"</c>: which of the two changes the result, so neither is assumed.</summary>
    private static (Comparison Comparison, double Threshold) Coherence(YamlFields fields)
    {
        var text = fields.Text("coherence").Trim();
        var comparison = text.StartsWith(">=", StringComparison.Ordinal) ? Comparison.AtLeast : Comparison.Above;
        var number = text.TrimStart('>', '=');
        if (text.Length - number.Length == (comparison == Comparison.AtLeast ? 2 : 1)
            && text[0] == '>'
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
            && new NumberRange(0, 100, WithMost: comparison == Comparison.AtLeast).Holds(threshold))
            return (comparison, threshold);
        throw fields.Error("coherence", $"must be \">= N\" or \"> N\" in quotes, N from 0 to 100, not {fields.Value("coherence").Description}.");
    }
}
