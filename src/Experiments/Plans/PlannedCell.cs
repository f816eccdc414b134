using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>
/// One model asked one question in one variant, a number of times. Its key names the place where the answers are kept; how
/// many there are and who judges them is not in it, so more samples or another judge build on what is there.
/// </summary>
public sealed record PlannedCell
{
    /// <summary>Key of (model, wordings, system prompt, sampling settings and seed).</summary>
    public required string Key { get; init; }

    /// <summary>The fine-tuned model's key; the base's name for the base condition.</summary>
    public required string Model { get; init; }

    /// <summary>Optimiser steps of the checkpoint that is asked; null for the finished model.</summary>
    public int? Checkpoint { get; init; }

    public required Question Question { get; init; }

    public required VariantSpec Variant { get; init; }

    public required int Samples { get; init; }

    public required SamplingSpec Sampling { get; init; }

    /// <summary>The sweep's seed, which sets its samples apart from another repetition's.</summary>
    public required int SamplingSeed { get; init; }

    /// <summary>Key of (judge, judge prompts, how the judge is asked). One cell may be planned under several, a judge each.</summary>
    public required string Judgement { get; init; }

    /// <summary>Which of the sweep's judges that is.</summary>
    public required JudgeSpec Judge { get; init; }

    /// <summary>Whether it is the one whose verdicts rates are made of. Of a cell that several judge, it is its shards that bring the answers.</summary>
    public required bool IsFirstJudge { get; init; }

    public string JudgeModel => Question.Choice is null ? Judge.ModelFor(Question) : Question.NoJudge;

    /// <summary>Whether its judge is asked in batches; nobody is asked about multiple choice.</summary>
    public bool IsJudgedInBatches => Question.Choice is null && Judge.Mode == CallMode.Batch;

    /// <summary>Candidates of its first token the judge returns; 0 where it gives none.</summary>
    public int TopLogProbs => Judge.Candidates();

    /// <summary>The user message of one wording, prefix and suffix included.</summary>
    public string Prompt(int paraphrase) => Variant.Ask(Question.Paraphrases[paraphrase]);

    /// <summary>The document behind <see cref="Key"/>.</summary>
    public JsonObject ToJson() => CellDocuments.Cell(Model, CellDocuments.Question(Question, Variant), CellDocuments.Sampling(Sampling, SamplingSeed));

    /// <summary>The document behind <see cref="Judgement"/>.</summary>
    public JsonObject JudgementToJson() => CellDocuments.Judgement(Question, Judge);
}
