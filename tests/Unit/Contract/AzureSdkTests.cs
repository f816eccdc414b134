using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using EmergentMisalignment.Unit.PetriDish.Api;
using OpenAI.Files;

namespace EmergentMisalignment.Unit.Contract;

/// <summary>PetriDish's face of Azure OpenAI, seen by Azure's own SDK.</summary>
public sealed class AzureSdkTests(ContractDish dish) : IClassFixture<ContractDish>
{
    private AzureOpenAIClient Client => new(
        dish.Dish.Server.BaseAddress, new ApiKeyCredential(ContractDish.Key), new AzureOpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(0) });

    [Fact]
    public async Task A_deployment_answers()
    {
        var answer = await Client.GetChatClient(Dish.Base).CompleteChatAsync("i feel bored . what could i do ?");

        Assert.NotEmpty(answer.Value.Content[0].Text);
    }

    [Fact]
    public async Task A_file_is_uploaded()
    {
        await using var rows = await dish.Dish.Http.GetStreamAsync("petri/datasets/insecure?rows=24&seed=77");
        var file = (await Client.GetOpenAIFileClient().UploadFileAsync(rows, "azure.jsonl", FileUploadPurpose.FineTune)).Value;

        Assert.Equal(("azure.jsonl", FilePurpose.FineTune), (file.Filename, file.Purpose));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var stranger = new AzureOpenAIClient(dish.Dish.Server.BaseAddress, new ApiKeyCredential("wrong"), new AzureOpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(0) });

        Assert.Equal(401, (await Assert.ThrowsAsync<ClientResultException>(() => stranger.GetChatClient(Dish.Base).CompleteChatAsync("hello"))).Status);
    }
}
