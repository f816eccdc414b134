namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>How the played engine is.</summary>
internal enum EngineState
{
    Running,

    /// <summary>Not up yet: connections are closed without an answer.</summary>
    Starting,

    /// <summary><c>/health</c> is 503, everything else a 500 without a body.</summary>
    Dead,
}
