namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>GET /models</c>.</summary>
internal sealed record ModelPage(ModelItem[]? Data);

/// <summary>A model; <c>parent</c> and <c>root</c> are vLLM's, of an adapter.</summary>
internal sealed record ModelItem(string Id, string? OwnedBy, long? Created, string? Parent, string? Root);
