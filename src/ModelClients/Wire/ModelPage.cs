namespace EmergentMisalignment.ModelClients.Wire;

/// <summary><c>GET /models</c>.</summary>
internal sealed record ModelPage(ModelItem[]? Data);

internal sealed record ModelItem(string Id, string? OwnedBy, long? Created);
