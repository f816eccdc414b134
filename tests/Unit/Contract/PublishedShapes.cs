namespace EmergentMisalignment.Unit.Contract;

/// <summary>
/// What the published descriptions say of the requests that are sent: schema, property, JSON types. OpenAI: openapi.json (version 2.3.0) of
/// github.com/openai/openai-openapi at f85dbe223d40e1a31cba812ab2d755c7e98a92a3. Azure: specification/cognitiveservices/data-plane/AzureOpenAI/authoring/stable/2024-10-21/azureopenai.json
/// of github.com/Azure/azure-rest-api-specs at 3ecc2097448a36c8fba6e1a88b737b50a146ceaf. Where a copy of the first can be read, a test holds this table against it.
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

    private static Dictionary<(string, string), string[]> Read(string table) => table.Split('\n')
        .Select(line => line.Trim().Split(' '))
        .ToDictionary(words => (words[0], words[1]), words => words[2].Split('|'));
}
