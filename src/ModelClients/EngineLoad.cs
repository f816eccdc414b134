namespace EmergentMisalignment.ModelClients;

/// <summary>How busy an engine is. A call for n answers counts n times, as vLLM counts.</summary>
/// <param name="Running">Sequences in the batch that is being computed (<c>vllm:num_requests_running</c>).</param>
/// <param name="Waiting">Sequences that have no place in it (<c>vllm:num_requests_waiting</c>).</param>
/// <param name="CacheUsage">Share of the key-value cache in use, from 0 to 1 (<c>vllm:kv_cache_usage_perc</c>, before 0.9 <c>vllm:gpu_cache_usage_perc</c>); null where it is not told.</param>
public sealed record EngineLoad(int Running, int Waiting, double? CacheUsage);
