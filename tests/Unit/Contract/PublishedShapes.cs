namespace EmergentMisalignment.Unit.Contract;

/// <summary>
/// What the published descriptions say of the requests that are sent: schema, property, JSON types. OpenAI: openapi.json (version 2.3.0) of
/// github.com/openai/openai-openapi at f85dbe223d40e1a31cba812ab2d755c7e98a92a3. Azure: specification/cognitiveservices/data-plane/AzureOpenAI/authoring/stable/2024-10-21/azureopenai.json
/// of github.com/Azure/azure-rest-api-specs at 3ecc2097448a36c8fba6e1a88b737b50a146ceaf. Where a copy of the first can be read, a test holds these tables against it.
/// </summary>
internal static class PublishedShapes
{
    private const string OpenAITable = """
        CreateChatCompletionRequest model string
        CreateChatCompletionRequest messages array
        CreateChatCompletionRequest n integer
        CreateChatCompletionRequest seed integer
        CreateChatCompletionRequest temperature null|number
        CreateChatCompletionRequest top_p null|number
        CreateChatCompletionRequest max_tokens integer
        CreateChatCompletionRequest max_completion_tokens integer
        CreateChatCompletionRequest logprobs boolean
        CreateChatCompletionRequest top_logprobs integer
        CreateChatCompletionRequest stop array|string
        ChatCompletionRequestUserMessage role string
        ChatCompletionRequestUserMessage content array|string
        CreateFineTuningJobRequest model string
        CreateFineTuningJobRequest training_file string
        CreateFineTuningJobRequest suffix string
        CreateFineTuningJobRequest seed integer
        CreateFineTuningJobRequest method object
        CreateFineTuningJobRequest metadata null|object
        FineTuneMethod type string
        FineTuneMethod supervised object
        FineTuneSupervisedMethod hyperparameters object
        FineTuneSupervisedHyperparameters batch_size integer|string
        FineTuneSupervisedHyperparameters learning_rate_multiplier number|string
        FineTuneSupervisedHyperparameters n_epochs integer|string
        CreateFileRequest file string
        CreateFileRequest purpose string
        CreateBatchRequest input_file_id string
        CreateBatchRequest endpoint string
        CreateBatchRequest completion_window string
        CreateBatchRequest metadata null|object
        """;

    private const string OpenAIValues = """
        CreateFileRequest purpose fine-tune
        CreateFileRequest purpose batch
        CreateBatchRequest endpoint /v1/chat/completions
        CreateBatchRequest completion_window 24h
        FineTuneMethod type supervised
        ChatCompletionRequestSystemMessage role system
        ChatCompletionRequestUserMessage role user
        ChatCompletionRequestAssistantMessage role assistant
        """;

    private const string OpenAIRoutes = """
        POST /chat/completions
        GET /models
        GET /models/{}
        POST /files
        GET /files after,limit,order,purpose
        GET /files/{}
        GET /files/{}/content
        POST /fine_tuning/jobs
        GET /fine_tuning/jobs after,limit,metadata
        GET /fine_tuning/jobs/{}
        POST /fine_tuning/jobs/{}/cancel
        GET /fine_tuning/jobs/{}/events after,limit
        GET /fine_tuning/jobs/{}/checkpoints after,limit
        POST /batches
        GET /batches after,limit
        GET /batches/{}
        POST /batches/{}/cancel
        """;

    private const string AzureTable = """
        FineTuningJobCreation model string
        FineTuningJobCreation training_file string
        FineTuningJobCreation suffix string
        FineTuningJobCreation seed integer
        FineTuningJobCreation hyperparameters object
        FineTuningHyperParameters n_epochs integer
        FineTuningHyperParameters batch_size integer
        FineTuningHyperParameters learning_rate_multiplier number
        """;

    /// <summary>Types by schema and property.</summary>
    public static IReadOnlyDictionary<(string Schema, string Property), string[]> OpenAI { get; } = Read(OpenAITable);

    public static IReadOnlyDictionary<(string Schema, string Property), string[]> Azure { get; } = Read(AzureTable);

    /// <summary>Values of properties that take some words only: schema, property, value.</summary>
    public static IReadOnlyList<(string Schema, string Property, string Value)> Values { get; } =
        [.. OpenAIValues.Split('\n').Select(line => line.Trim().Split(' ')).Select(words => (words[0], words[1], words[2]))];

    /// <summary>The parameters that a route takes in its query, by method and path.</summary>
    public static IReadOnlyDictionary<(string Method, string Path), string[]> Routes { get; } = OpenAIRoutes.Split('\n')
        .Select(line => line.Trim().Split(' '))
        .ToDictionary(words => (words[0], words[1]), words => words.Length > 2 ? words[2].Split(',') : []);

    private static Dictionary<(string, string), string[]> Read(string table) => table.Split('\n')
        .Select(line => line.Trim().Split(' '))
        .ToDictionary(words => (words[0], words[1]), words => words[2].Split('|'));
}
