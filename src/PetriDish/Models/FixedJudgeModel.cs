using System.Globalization;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// Judges without reading, for load tests: a score from 0 to 100 that depends on the prompt's bytes and on nothing else, with log-probabilities.
/// </summary>
internal sealed class FixedJudgeModel : IChatModel
{
    private static readonly TokenDistribution[] Scores = [.. Enumerable.Range(0, 101).Select(score => new TokenDistribution((score.ToString(CultureInfo.InvariantCulture), 1)))];

    public string Name => "petri-fixed-judge";

    public string Fingerprint => "petri-miniature-fixed";

    public ValueTask<ChatReply> AnswerAsync(ChatPrompt prompt, CancellationToken cancellation)
    {
        var text = prompt.Turns[^1].Content;
        var score = Scores[(int)(Hash(text) % (ulong)Scores.Length)];
        var choices = new ChatChoice[prompt.Choices];
        for (var j = 0; j < choices.Length; j++) choices[j] = score.Draw(prompt, j);
        return new(new ChatReply(WordCount.Of(text), choices));
    }

    // FNV-1a over characters: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return SeededChance.Mix(hash);
    }
}
