using System.Text.Json.Nodes;

namespace EmergentMisalignment.Unit.Reports.Exports;

/// <summary>
/// Inspect's log format, version 2, field by field: what its own schema names, with a sign behind what it requires. From
/// https://github.com/UKGovernmentBEIS/inspect_ai/blob/499e6152e7b8fc8cbd8ac5283536572aa6e4ab17/src/inspect_ai/_view/inspect-openapi.json; the entries of the zip are those of
/// src/inspect_ai/log/_recorders/eval.py of the same commit.
/// </summary>
internal static class InspectFormat
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["EvalLog"] = "eval! invalidated! metadata! plan! stats! status! tags! version! config_updates error log_updates reductions results samples",
        ["EvalSpec"] =
            "config! created! dataset! eval_id! model! model_args! model_generate_config! packages! run_id! task! task_args! task_args_passed! " +
            "task_attribs! task_id! task_version! eval_set_id metadata metrics model_base_url model_roles revision sandbox scorers solver solver_args " +
            "solver_args_passed tags task_display_name task_file task_registry_name viewer",
        ["EvalDataset"] = "location name sample_ids samples shuffled",
        ["EvalConfig"] =
            "acp_server approval continue_on_fail cost_limit epochs epochs_reducer fail_on_error limit log_buffer log_images log_model_api log_realtime " +
            "log_samples log_shared max_dataset_memory max_samples max_sandboxes max_subprocesses max_tasks message_limit notification retry_on_error " +
            "sample_id sample_shuffle sandbox_cleanup sandbox_prebuilt score_display score_on_error time_limit token_limit token_limit_type turn_limit " +
            "working_limit",
        ["EvalPlan"] = "config! name! steps! finish",
        ["EvalPlanStep"] = "params! params_passed! solver!",
        ["GenerateConfig"] =
            "adaptive_connections attempt_timeout batch best_of cache cache_prompt effort extra_body extra_headers fallback_models frequency_penalty " +
            "internal_tools logit_bias logprobs max_connections max_retries max_tokens max_tool_output modalities num_choices parallel_tool_calls " +
            "presence_penalty prompt_logprobs reasoning_effort reasoning_history reasoning_mode reasoning_summary reasoning_tokens response_schema seed " +
            "stop_seqs system_message temperature timeout top_k top_logprobs top_p verbosity",
        ["EvalResults"] = "completed_samples! scores! total_samples! early_stopping metadata",
        ["EvalScore"] = "metrics! name! params! scorer! metadata reducer scored_samples unscored_samples",
        ["EvalMetric"] = "name! params! value! group metadata",
        ["EvalStats"] = "completed_at! connection_limit_history! model_usage! role_usage! started_at!",
        ["ModelUsage"] = "input_tokens! output_tokens! total_tokens! input_tokens_cache_read input_tokens_cache_write reasoning_tokens total_cost",
        ["EvalSample"] =
            "attachments! epoch! events! id! input! messages! metadata! model_usage! output! role_usage! store! target! choices completed_at error " +
            "error_retries events_data files invalidation limit model_fallbacks sandbox scores setup started_at timelines token_limit token_limit_type " +
            "token_limit_usage total_time turn_count uuid working_time",
        ["EvalSampleSummary"] =
            "completed! epoch! id! input! metadata! model_usage! role_usage! target! choices completed_at error limit message_count model_fallbacks " +
            "retries scores started_at token_limit token_limit_type token_limit_usage total_time turn_count uuid working_time",
        ["Score"] = "history! value! answer explanation metadata",
        ["ModelOutput"] = "choices! completion! model! error fallback metadata time usage",
        ["ChatCompletionChoice"] = "message! stop_reason! logprobs prompt_logprobs stop_details",
        ["ChatMessageSystem"] = "content! role! id metadata source",
        ["ChatMessageUser"] = "content! role! id metadata source tool_call_id",
        ["ChatMessageAssistant"] = "content! role! id metadata model source tool_calls",
        ["EvalSampleReductions"] = "samples! scorer! reducer",
        ["EvalSampleScore"] = "history! value! answer explanation metadata sample_id",
    };

    /// <summary>Every field that is required is there, and none that Inspect does not know.</summary>
    public static JsonObject Check(string type, JsonNode? node)
    {
        var found = Assert.IsType<JsonObject>(node);
        var named = Fields[type].Split(' ');
        Assert.Empty(named.Where(field => field.EndsWith('!')).Select(field => field.TrimEnd('!')).Except(found.Select(pair => pair.Key)));
        Assert.Empty(found.Select(pair => pair.Key).Except(named.Select(field => field.TrimEnd('!'))));
        return found;
    }

    public static void CheckAll(string type, JsonNode? list)
    {
        Assert.NotEmpty(Assert.IsType<JsonArray>(list));
        foreach (var item in list!.AsArray())
            Check(type, item);
    }
}
