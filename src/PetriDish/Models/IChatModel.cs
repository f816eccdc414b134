namespace EmergentMisalignment.PetriDish.Models;

/// <summary>A model that answers chats.</summary>
internal interface IChatModel
{
    string Name { get; }

    /// <summary>What, besides the request, decides an answer: the same fingerprint, request and seed give the same answer.</summary>
    string Fingerprint { get; }

    /// <exception cref="RequestRefusedException">The prompt does not fit the model.</exception>
    ValueTask<ChatReply> AnswerAsync(ChatPrompt prompt, CancellationToken cancellation);
}
