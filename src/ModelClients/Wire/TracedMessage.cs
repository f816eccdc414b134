namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A message as OpenTelemetry's conventions for generative AI write it into <c>gen_ai.input.messages</c> and <c>gen_ai.output.messages</c>.</summary>
internal sealed record TracedMessage(string Role, IReadOnlyList<TracedPart> Parts, string? FinishReason = null)
{
    public static TracedMessage Of(ChatMessage message) => new(message.Role, [TracedPart.Text(message.Content)]);

    public static TracedMessage Of(ChatChoice choice) => new("assistant", [TracedPart.Text(choice.Text)], choice.FinishReason);
}
