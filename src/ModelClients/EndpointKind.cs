namespace EmergentMisalignment.ModelClients;

/// <summary>Which dialect of OpenAI's wire protocol a server speaks.</summary>
public enum EndpointKind
{
    /// <summary>PetriDish: the miniature's server, with data sets and its own training settings beside the protocol.</summary>
    Petri,

    /// <summary>api.openai.com.</summary>
    OpenAI,

    /// <summary>A resource of Azure OpenAI: models are deployments; without a key it signs in with Entra ID.</summary>
    Azure,

    /// <summary>vLLM, llama.cpp, an Azure <c>/openai/v1</c> address, and whoever else follows the protocol.</summary>
    Compatible,
}
