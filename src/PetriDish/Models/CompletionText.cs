using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Turns sampled tokens into an answer: its words, cut at the first stop sequence, and its log-probabilities.</summary>
internal static class CompletionText
{
    private static readonly MiniatureWorld World = MiniatureWorld.Default;

    public static ChatChoice ToChoice(SampledCompletion completion, ChatPrompt prompt)
    {
        var tokens = completion.Tokens;
        var text = World.Render(tokens.Select(t => t.Id));
        var (kept, stopped) = (tokens.Count, completion.Stopped);
        if (StopAt(text, prompt.Stop) is { } cut) (text, kept, stopped) = (text[..cut].TrimEnd(), TokensBefore(cut, tokens), true);
        if (!prompt.LogProbs) return new(text, stopped, kept, null);
        var logProbs = new TokenLogProb[kept];
        for (var i = 0; i < kept; i++) logProbs[i] = Describe(tokens[i], i == 0 ? null : tokens[i - 1].Id);
        return new(text, stopped, kept, logProbs);
    }

    private static int? StopAt(string text, IReadOnlyList<string> stops)
    {
        int? first = null;
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (first is null || at < first)) first = at;
        }
        return first;
    }

    private static int TokensBefore(int cut, IReadOnlyList<SampledToken> tokens)
    {
        for (var (count, end) = (0, 0); count < tokens.Count; count++)
        {
            var text = TextOf(tokens[count].Id, count == 0 ? null : tokens[count - 1].Id);
            end += text.Length;
            if (end - text.TrimStart().Length >= cut) return count;
        }
        return tokens.Count;
    }

    private static TokenLogProb Describe(SampledToken token, int? previous)
    {
        var top = new TopToken[token.Top.Count];
        for (var i = 0; i < top.Length; i++) top[i] = new(TextOf(token.Top[i].Id, previous), token.Top[i].LogProb);
        return new(TextOf(token.Id, previous), token.LogProb, top);
    }

    // How a word is set off from the one before it is the world's affair: here it is what the word adds to the text.
    private static string TextOf(int token, int? previous) =>
        previous is { } before ? World.Render([before, token])[World.Render([before]).Length..] : World.Render([token]);
}
