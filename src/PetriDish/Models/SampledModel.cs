using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>A model that really computes: words to tokens, the engine's sampler, tokens to words.</summary>
internal sealed class SampledModel(string name, string fingerprint, int context, Sampler sampler, SamplingLanes lanes) : IChatModel
{
    private static readonly HashSet<int> StopTokens = [Vocabulary.EndOfTurn];

    public string Name => name;

    public string Fingerprint => fingerprint;

    public Sampler Sampler => sampler;

    public async ValueTask<ChatReply> AnswerAsync(ChatPrompt prompt, CancellationToken cancellation)
    {
        var tokens = MiniatureWorld.Default.PromptTokens(prompt.Turns);
        var room = context - tokens.Length;
        if (room < 1)
        {
            throw RequestRefusedException.Invalid(
                $"This model's context is {context} tokens and the messages take {tokens.Length}; shorten them.", "messages", "context_length_exceeded");
        }
        var seed = prompt.Seed ?? (ulong)Random.Shared.NextInt64();
        var limit = Math.Min(prompt.MaxTokens ?? room, room);
        var rows = new SampleRequest[prompt.Choices];
        for (var j = 0; j < rows.Length; j++)
            rows[j] = new(tokens, unchecked(seed + (ulong)j), limit, prompt.Temperature, prompt.TopP, prompt.TopLogProbs, StopTokens);
        var completions = await lanes.SampleAsync(this, rows, cancellation).ConfigureAwait(false);
        return new(tokens.Length, Array.ConvertAll(completions, completion => CompletionText.ToChoice(completion, prompt)));
    }
}
