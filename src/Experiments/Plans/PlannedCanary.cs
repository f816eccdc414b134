using System.Globalization;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>A canary under one judgement: it stands in the ledger like a cell whose answers are given.</summary>
public sealed record PlannedCanary
{
    /// <summary>Key of its questions and answers; expected scores are not in it.</summary>
    public required string Key { get; init; }

    public required JudgeSpec Judge { get; init; }

    /// <summary>A question whose judge prompts it is judged with.</summary>
    public required Question Question { get; init; }

    /// <summary>Key of the judgement that it watches.</summary>
    public required string Judgement { get; init; }

    public CanarySpec Canary => Judge.Canary!;

    /// <summary>One for each judge with a canary and each set of judge prompts that scores from 0 to 100.</summary>
    public static IReadOnlyList<PlannedCanary> Of(SweepSpec spec) =>
    [
        .. from judge in spec.Judges()
           where judge.Canary is not null
           from judgement in spec.Questions.Where(question => JudgeProtocol.Kind(question.Type) == JudgementKind.Score)
               .Select(question => (Question: question, Key: Keys.Key.Of(CellDocuments.Judgement(question, judge))))
               .DistinctBy(judgement => judgement.Key)
           select new PlannedCanary { Key = KeyOf(judge.Canary!), Judge = judge, Question = judgement.Question, Judgement = judgement.Key },
    ];

    /// <summary>The judgement's name in one run of a sweep: each run has the canary judged anew, where all else is reused.</summary>
    /// <param name="sweep">The sweep's name.</param>
    /// <param name="submittedAt">When the run was submitted.</param>
    public string Round(string sweep, DateTimeOffset submittedAt) => Keys.Key.Of(new JsonObject
    {
        ["kind"] = "canary_round",
        ["judgement"] = Judgement,
        ["sweep"] = sweep,
        ["submitted_at"] = submittedAt.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
    });

    private static string KeyOf(CanarySpec canary) => Keys.Key.Of(new JsonObject
    {
        ["kind"] = "canary",
        ["questions"] = KeyDocument.Texts(canary.Items.Select(item => item.Question)),
        ["answers"] = KeyDocument.Texts(canary.Items.Select(item => item.Answer)),
    });
}
