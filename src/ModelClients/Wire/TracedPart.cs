namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A piece of a <see cref="TracedMessage"/>.</summary>
internal sealed record TracedPart(string Type, string Content)
{
    public static TracedPart Text(string content) => new("text", content);
}
