namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>An error's body; <c>code</c> is a string at OpenAI and a number elsewhere.</summary>
internal sealed record ErrorResponse(ErrorDetail? Error);

internal sealed record ErrorDetail(string? Message, string? Type, string? Param, System.Text.Json.JsonElement? Code);
