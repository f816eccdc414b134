namespace EmergentMisalignment.ModelClients;

/// <summary>What an inference engine that is ours to run, such as vLLM, has beside the protocol: its health, its load, and adapters that come and go while it runs.</summary>
/// <remarks>
/// Calls do not wait in the endpoint's queue, which may be full of the chats that they are about. What cannot be had is a <see cref="ModelCallException"/>; a
/// cancelled call throws <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IEngine
{
    EndpointOptions Options { get; }

    /// <summary><c>GET /health</c> beside the API's root, or the list of models where there is no such route. Never throws for a server that does not answer: that is what it tells.</summary>
    Task<EngineHealth> HealthAsync(CancellationToken cancellationToken);

    /// <summary><c>GET /metrics</c>: how busy it is; null where it does not say, as a server of another make.</summary>
    Task<EngineLoad?> LoadAsync(CancellationToken cancellationToken);

    /// <summary><c>GET /models</c>: the base model first, then the adapters, each with its base for a parent.</summary>
    Task<IReadOnlyList<ServedModel>> ModelsAsync(CancellationToken cancellationToken);

    /// <summary><c>POST /load_lora_adapter</c>: has a folder sampled under a name. vLLM reads it in its own file system, and may read it again later: it must stay.</summary>
    /// <param name="name">The model's name in chats.</param>
    /// <param name="folder">The folder's absolute path.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    Task LoadAdapterAsync(string name, string folder, CancellationToken cancellationToken);

    /// <summary><c>POST /unload_lora_adapter</c>. A name that is not there is gone already.</summary>
    Task UnloadAdapterAsync(string name, CancellationToken cancellationToken);
}
