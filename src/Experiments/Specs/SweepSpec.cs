using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>A sweep as its author wrote it, checked: every combination of base model, condition and seed is asked every question.</summary>
public sealed record SweepSpec
{
    /// <summary>The sweep's name, also that of its output folder.</summary>
    public required string Name { get; init; }

    /// <summary>Repeats the whole sweep with other random numbers: datasets, fine-tunes and samples all follow from it.</summary>
    public int Seed { get; init; }

    /// <summary>Name of the endpoint that fine-tunes and answers.</summary>
    public string Endpoint { get; init; } = MiniatureEndpoint.Name;

    /// <summary>The models to start from, as the endpoint names them.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    /// <summary>Fine-tuned models for each base and condition. Intervals are over these.</summary>
    public int Seeds { get; init; } = 1;

    public required IReadOnlyList<ConditionSpec> Conditions { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Answers for each question and model; null for what each question file asks (samples per paraphrase × paraphrases).</summary>
    public int? Samples { get; init; }

    /// <summary>When to stop before that number is reached; null to ask for all of it.</summary>
    public UntilSpec? Until { get; init; }

    /// <summary>Which checkpoints are asked besides the finished models; null for none.</summary>
    public CheckpointSpec? Checkpoints { get; init; }

    /// <summary>Ask only those checkpoints that the search for the onset needs; null to ask all of <see cref="Checkpoints"/>.</summary>
    public OnsetSpec? Onset { get; init; }

    public SamplingSpec Sampling { get; init; } = new();

    /// <summary>The judge whose verdicts the rates are made of.</summary>
    public JudgeSpec Judge { get; init; } = new();

    /// <summary>Further judges of the same answers; absent from ledgers of earlier versions.</summary>
    public IReadOnlyList<JudgeSpec> OtherJudges { get => field ?? []; init; }

    public Estimand Estimand { get; init; } = new();

    /// <summary>The condition that the others are compared with; null for the usual one, see <see cref="ControlId"/>.</summary>
    public string? CompareTo { get; init; }

    /// <summary>Samples in one unit of work. Small ones spread better and lose less in a crash, large ones cost fewer messages.</summary>
    public int ShardSize { get; init; } = 50;

    /// <summary>
    /// What the sweep may spend, in US dollars, over all submissions under its name; null for no limit. In no key: what is computed does not depend on what it may
    /// cost.
    /// </summary>
    public decimal? Budget { get; init; }

    /// <summary>
    /// The id of the condition that the others are compared with: the one named, else the first secure one, else the first base; null where there is none.
    /// A base is one model, and against one model no test over models can tell much.
    /// </summary>
    public string? ControlId => CompareTo ?? (First(ConditionKind.Secure) ?? First(ConditionKind.Base))?.Id;

    /// <summary>Answers asked of one model to <paramref name="question"/> in one variant: the most of them, where <see cref="Until"/> may stop earlier; of a letter read from log-probs one says all.</summary>
    public int SamplesOf(Question question) => SamplesOf(question, Samples);

    /// <summary>Answers asked of one checkpoint.</summary>
    public int CheckpointSamplesOf(Question question) => SamplesOf(question, Checkpoints?.Samples ?? Samples);

    /// <summary>All judges, the first one first.</summary>
    public IReadOnlyList<JudgeSpec> Judges() => [Judge, .. OtherJudges];

    /// <summary>All endpoints that the sweep needs, by name.</summary>
    public IReadOnlyList<string> Endpoints() =>
        [.. Judges().Select(judge => judge.Endpoint ?? Endpoint).Prepend(Endpoint).Concat(WritersEndpoints()).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Endpoints that write rows, or judge what is written.</summary>
    public IEnumerable<string> WritersEndpoints() =>
        Conditions.Select(condition => condition.Generate).OfType<GenerateSpec>().SelectMany(generate => new[] { generate.Endpoint, generate.Judge?.Endpoint }).OfType<string>();

    /// <summary>Who judges the answers to a question; of multiple choice it is nobody's judgement, and stands in the first one's place.</summary>
    public IReadOnlyList<JudgeSpec> JudgesOf(Question question) => question.Type == QuestionType.MultipleChoice ? [Judge] : Judges();

    private static int SamplesOf(Question question, int? wanted) => question.IsReadFromLogProbs()
        ? question.Paraphrases.Count
        : wanted ?? checked(question.SamplesPerParaphrase * question.Paraphrases.Count);

    private ConditionSpec? First(ConditionKind kind) => Conditions.FirstOrDefault(condition => condition.Kind == kind);
}
