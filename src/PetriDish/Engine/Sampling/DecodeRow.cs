namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>A request under way.</summary>
internal sealed class DecodeRow(SampleRequest request, int index)
{
    public SampleRequest Request { get; } = request;

    /// <summary>Its place in the batch.</summary>
    public int Index { get; } = index;

    public List<SampledToken> Tokens { get; } = new(Math.Min(request.MaxNewTokens, 64));

    /// <summary>Its place in the cache of answers; set when it starts.</summary>
    public int Slot { get; set; }

    /// <summary>The prompt's place in the cache of prompts; set when it starts.</summary>
    public SharedPrompt Prompt { get; set; } = null!;

    /// <summary>The position of the newest token, which the model reads next.</summary>
    public int Position => Request.Prompt.Length + Tokens.Count - 1;
}
