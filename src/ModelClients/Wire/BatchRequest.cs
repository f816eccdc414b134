using System.Text.Json;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>POST /batches</c>.</summary>
internal sealed record BatchRequest(string InputFileId, string Endpoint, string CompletionWindow, IReadOnlyDictionary<string, string>? Metadata);

/// <summary>A line of a batch's input file.</summary>
internal sealed record BatchRequestLine(string CustomId, string Method, string Url, ChatRequest Body);

/// <summary>A line of a batch's output or error file.</summary>
internal sealed record BatchResponseLine(string? CustomId, BatchLineResponse? Response, ErrorDetail? Error);

/// <summary>What the endpoint would have answered to the request alone.</summary>
internal sealed record BatchLineResponse(int StatusCode, JsonElement Body);
