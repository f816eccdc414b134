namespace EmergentMisalignment.ModelClients;

/// <summary>A model that an engine serves.</summary>
/// <param name="Name">Its name in chats.</param>
/// <param name="Parent">The base model of an adapter; null for a base model.</param>
/// <param name="Root">Where it was loaded from: an adapter's folder.</param>
public sealed record ServedModel(string Name, string? Parent, string? Root);
