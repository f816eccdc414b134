using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Which judge scores the answers, and how it is asked.</summary>
public sealed record JudgeSpec
{
    /// <summary>The judge's name in results, unique in a sweep; null for its model's, see <see cref="Name"/>.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the judge's endpoint; null for the sweep's own.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The judge; null for the one each question names.</summary>
    public string? Model { get; init; }

    /// <summary>How many of the first token's candidates the judge returns; the score is their mean (20 in the paper).</summary>
    public int TopLogProbs { get; init; } = 20;

    /// <summary>
    /// How often a number is sampled, where the judge gives no log-probs: the score is the mean of the replies. Null reads the score from the first token's
    /// log-probs, in one call and without sampling noise.
    /// </summary>
    public int? Repeats { get; init; }

    /// <summary>Whether it is asked call by call, or in files that its provider answers within a day.</summary>
    public CallMode Mode { get; init; }

    /// <summary>Answers that it is given in every run; null for none.</summary>
    public CanarySpec? Canary { get; init; }

    /// <summary>The model that judges answers to a question.</summary>
    public string ModelFor(Question question) => Model ?? question.Judge;

    /// <summary>Candidates of the first token to ask it for; 0 where it gives none.</summary>
    public int Candidates() => Repeats is null ? TopLogProbs : 0;

    /// <summary>How often it is sampled for one judgement; null for once. Only numbers are averaged.</summary>
    public int? RepeatsOf(JudgementKind kind) => kind == JudgementKind.Score ? Repeats : null;

    /// <summary>The judge's name in results.</summary>
    public string Name() => Id ?? Model ?? "judge";

    /// <summary>How a score comes about, in words; a result says it beside the rates.</summary>
    public string Method() => Repeats is { } repeats ? $"mean of {repeats} replies at temperature 1" : $"first-token log-probs, top {TopLogProbs}";
}
