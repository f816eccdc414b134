using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>
/// Which wording and which seed each sample index of a cell has. Both follow from the cell and the index alone, so whoever
/// asks, in whatever portions, after whatever crash, gets the same answers from an endpoint that honours seeds.
/// </summary>
/// <remarks>
/// Within one wording, indices have ordinals 0, 1, 2, … and the seed of an ordinal is a hash of (cell, wording) plus the ordinal.
/// A request for n answers covers n consecutive ordinals, and endpoints give choice j the seed of the request plus j.
/// </remarks>
public static class SampleSeeds
{
    private const ulong Low48Bits = (1UL << 48) - 1;

    /// <summary>The wording that sample <paramref name="index"/> of a cell uses, from 0 to <paramref name="paraphrases"/> − 1.</summary>
    public static int Paraphrase(string cell, int paraphrases, int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paraphrases, 1);
        return paraphrases == 1 ? 0 : Draw(Hash(cell), paraphrases, index);
    }

    /// <summary>The requests that bring the missing samples.</summary>
    /// <param name="cell">The cell's key.</param>
    /// <param name="paraphrases">The question's wordings.</param>
    /// <param name="missing">Sample indices without an answer, in any order.</param>
    /// <param name="maxN">Answers an endpoint gives to one request.</param>
    /// <returns>Requests by wording, then ordinal; together they hold each missing index once.</returns>
    public static IReadOnlyList<SampleCall> Calls(string cell, int paraphrases, IReadOnlyList<int> missing, int maxN)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paraphrases, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxN, 1);
        var hash = Hash(cell);
        return
        [
            .. Ordinals(hash, paraphrases, missing)
                .SelectMany((ordinals, paraphrase) => Cut(ordinals, maxN).Select(run => new SampleCall(
                    paraphrase,
                    FirstSeed(hash, paraphrase) + run[0].Ordinal,
                    [.. run.Select(sample => sample.Index)]))),
        ];
    }

    /// <summary>For each wording the missing samples with their ordinals, ascending.</summary>
    private static List<(int Ordinal, int Index)>[] Ordinals(ulong hash, int paraphrases, IReadOnlyList<int> missing)
    {
        var wanted = missing.Distinct().Order().ToList();
        if (wanted is [< 0, ..]) throw new ArgumentOutOfRangeException(nameof(missing), "A sample index is never negative.");
        var samples = new List<(int, int)>[paraphrases];
        for (var i = 0; i < paraphrases; i++) samples[i] = [];
        if (paraphrases == 1) samples[0].AddRange(wanted.Select(index => (index, index)));
        if (paraphrases == 1 || wanted.Count == 0) return samples;

        var seen = new int[paraphrases];
        var next = 0;
        for (var index = 0; index <= wanted[^1]; index++)
        {
            var paraphrase = Draw(hash, paraphrases, index);
            var ordinal = seen[paraphrase]++;
            if (index != wanted[next]) continue;
            samples[paraphrase].Add((ordinal, index));
            next++;
        }

        return samples;
    }

    /// <summary>Runs of consecutive ordinals, none longer than <paramref name="longest"/>.</summary>
    private static IEnumerable<List<(int Ordinal, int Index)>> Cut(List<(int Ordinal, int Index)> samples, int longest)
    {
        var start = 0;
        for (var end = 1; end <= samples.Count; end++)
        {
            if (end < samples.Count && samples[end].Ordinal == samples[end - 1].Ordinal + 1 && end - start < longest) continue;
            yield return samples[start..end];
            start = end;
        }
    }

    private static int Draw(ulong hash, int paraphrases, int index) => SplitMix64.Below(SplitMix64.At(hash, index), paraphrases);

    private static long FirstSeed(ulong hash, int paraphrase) => (long)(SplitMix64.At(~hash, paraphrase) & Low48Bits);

    private static ulong Hash(string cell) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(cell)));
}
