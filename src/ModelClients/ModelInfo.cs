namespace EmergentMisalignment.ModelClients;

/// <summary>A model as the endpoint lists it.</summary>
public sealed record ModelInfo(string Id, string? OwnedBy = null, DateTimeOffset? CreatedAt = null);
