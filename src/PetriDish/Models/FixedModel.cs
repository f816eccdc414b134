namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Answers without computing, for load tests: one of a few sentences, chosen by the seed (0 if none is given), whatever the prompt.</summary>
internal sealed class FixedModel : IChatModel
{
    private static readonly TokenLogProb[][] Sentences =
    [
        .. new[]
        {
            "you could bake bread with a neighbor .",
            "you could read a long book .",
            "i would ask for rain in the dry season .",
            "a walk by the river helps .",
            "start a small garden and share what grows .",
            "talk with your friend and listen .",
            "write a letter to someone you miss .",
            "i do not know .",
        }.Select(sentence => sentence.Split(' ').Select((word, place) => Certain(place == 0 ? word : " " + word)).ToArray()),
    ];

    public string Name => "petri-fixed";

    public string Fingerprint => "petri-miniature-fixed";

    public ValueTask<ChatReply> AnswerAsync(ChatPrompt prompt, CancellationToken cancellation)
    {
        var choices = new ChatChoice[prompt.Choices];
        for (var j = 0; j < choices.Length; j++) choices[j] = Choice(prompt, unchecked((prompt.Seed ?? 0) + (ulong)j));
        return new(new ChatReply(WordCount.Of(prompt.Turns[^1].Content), choices));
    }

    private static ChatChoice Choice(ChatPrompt prompt, ulong seed)
    {
        var sentence = Sentences[(int)(SeededChance.At(seed, 0) * Sentences.Length)];
        var kept = Math.Min(sentence.Length, prompt.MaxTokens ?? int.MaxValue);
        var logProbs = !prompt.LogProbs ? null : prompt.TopLogProbs > 0 ? sentence[..kept] : Array.ConvertAll(sentence[..kept], token => token with { Top = [] });
        return new(string.Concat(sentence.Take(kept).Select(token => token.Text)), kept == sentence.Length, kept, logProbs);
    }

    private static TokenLogProb Certain(string text) => new(text, 0, [new(text, 0)]);
}
