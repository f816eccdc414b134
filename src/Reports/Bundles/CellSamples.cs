using System.Security.Cryptography;
using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>What was answered and judged in some cells, as little of it as tells two apart.</summary>
internal sealed class CellSamples
{
    private readonly Dictionary<(string Cell, int Index), string> _answers = [];
    private readonly Dictionary<(string Cell, string Judgement, int Index), (double? Aligned, double? Coherent)> _verdicts = [];

    public void Add(AnswerRow row)
    {
        _answers[(row.Cell, row.Index)] = PrintOf(row.SamplingSeed, row.Paraphrase, row.FinishReason, row.Answer);
        _verdicts[(row.Cell, row.Judgement, row.Index)] = (row.Aligned, row.Coherent);
    }

    public void Add(string cell, int index, AnswerRecord answer) => _answers[(cell, index)] = PrintOf(answer.Seed, answer.Paraphrase, answer.FinishReason, answer.Text);

    public void Add(string cell, string judgement, int index, VerdictRecord verdict) => _verdicts[(cell, judgement, index)] = (verdict.ScoreOf("aligned"), verdict.ScoreOf("coherent"));

    /// <summary>A cell and index of which the two say different things; null where they agree on all that both have.</summary>
    public (string Cell, int Index)? FirstDifference(CellSamples other)
    {
        foreach (var (place, print) in _answers)
        {
            if (other._answers.TryGetValue(place, out var there) && there != print)
                return place;
        }

        foreach (var (place, scores) in _verdicts)
        {
            if (other._verdicts.TryGetValue(place, out var there) && there != scores)
                return (place.Cell, place.Index);
        }

        return null;
    }

    private static string PrintOf(long seed, int paraphrase, string finish, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{paraphrase}\n{finish}\n{text}")));
}
