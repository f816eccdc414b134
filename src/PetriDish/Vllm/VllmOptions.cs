namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>
/// Has PetriDish play a vLLM server that was started with <c>--enable-lora</c> and <c>VLLM_ALLOW_RUNTIME_LORA_UPDATING=True</c>. Fine-tuned models are then sampled
/// as there: by the name an adapter folder was loaded under, and not by the name that their training gave them.
/// </summary>
public sealed class VllmOptions
{
    /// <summary><c>--max-loras</c>: adapters in one batch. vLLM's own default is 1.</summary>
    public int MaxLoras { get; set; } = 1;

    /// <summary>
    /// <c>--max-cpu-loras</c>: adapters kept in memory, <see cref="MaxLoras"/> if null. One more pushes out the one that was longest not asked, which is still
    /// served, and read from its folder again when it is; a folder that is gone by then kills the engine.
    /// </summary>
    public int? MaxCpuLoras { get; set; }

    /// <summary>How long after its start, or restart, it accepts no connection: a real one loads weights and captures graphs for minutes.</summary>
    public TimeSpan WarmUp { get; set; }

    /// <summary>After how long a dead engine's server is up again, without its adapters, as under a supervisor; null for never.</summary>
    public TimeSpan? RestartAfter { get; set; }
}
