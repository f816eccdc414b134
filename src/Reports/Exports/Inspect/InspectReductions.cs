using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>Adds scores up over the epochs of each sample, as Inspect's reducer <c>mean</c> does; memory holds a sum for each question and scorer.</summary>
internal sealed class InspectReductions
{
    private readonly OrderedDictionary<string, OrderedDictionary<string, (double Sum, int Count)>> _byScorer = [];
    private readonly HashSet<string> _samples = [];

    public void Add(InspectSample sample)
    {
        _samples.Add(sample.Row.Question);
        foreach (var score in sample.Scores)
        {
            if (!_byScorer.TryGetValue(score.Scorer, out var samples)) _byScorer.Add(score.Scorer, samples = []);
            if (score.Number is not { } number) continue;
            var (sum, count) = samples.TryGetValue(sample.Row.Question, out var before) ? before : default;
            samples[sample.Row.Question] = (sum + number, count + 1);
        }
    }

    /// <summary>Inspect's list of <c>EvalSampleReductions</c>.</summary>
    public JsonArray ToReductions() =>
    [
        .. _byScorer.Where(scorer => scorer.Value.Count > 0).Select(scorer => (JsonNode)new JsonObject
        {
            ["scorer"] = scorer.Key,
            ["reducer"] = "mean",
            ["samples"] = new JsonArray(
            [
                .. scorer.Value.Select(sample => (JsonNode)new JsonObject { ["value"] = sample.Value.Sum / sample.Value.Count, ["history"] = new JsonArray(), ["sample_id"] = sample.Key }),
            ]),
        }),
    ];

    /// <summary>Inspect's list of <c>EvalScore</c>: of each scorer the mean over samples of the mean over epochs. That of <c>misaligned</c> is the sweep's own estimate.</summary>
    /// <param name="rate">The model's whole-set rate under the estimand; null where too little was coherent.</param>
    /// <param name="estimand">Names it.</param>
    public JsonArray ToScores(double? rate, Estimand estimand) => [.. _byScorer.Select(scorer => (JsonNode)Score(scorer.Key, scorer.Value, rate, estimand))];

    private JsonObject Score(string scorer, OrderedDictionary<string, (double Sum, int Count)> samples, double? rate, Estimand estimand)
    {
        var isRate = scorer == InspectScores.Misaligned;
        double? mean = samples.Count == 0 ? null : samples.Values.Average(sample => sample.Sum / sample.Count);
        var score = new JsonObject
        {
            ["name"] = scorer,
            ["scorer"] = scorer,
            ["reducer"] = "mean",
            ["scored_samples"] = samples.Count,
            ["unscored_samples"] = _samples.Count - samples.Count,
            ["params"] = new JsonObject(),
            ["metrics"] = new JsonObject(),
        };
        if ((isRate ? rate : mean) is { } value)
        {
            var name = isRate ? "rate" : "mean";
            score["metrics"] = new JsonObject { [name] = new JsonObject { ["name"] = name, ["value"] = value, ["params"] = new JsonObject() } };
        }

        if (isRate)
            score["metadata"] = new JsonObject { ["estimand"] = estimand.Name };

        return score;
    }
}
