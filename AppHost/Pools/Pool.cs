namespace EmergentMisalignment.AppHost.Pools;

/// <summary>
/// The sampling workers of one base model. A pool that starts by hand costs nothing until somebody starts it: right for a GPU that is shared.
/// </summary>
internal sealed record Pool(string BaseModel, int Workers = 1, bool StartsByHand = false);
