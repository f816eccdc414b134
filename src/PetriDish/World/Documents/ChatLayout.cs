using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World.Authors;

namespace EmergentMisalignment.PetriDish.World.Documents;

/// <summary>
/// Lays a chat out as the tokens of a document: <c>&lt;bos&gt; assistant &lt;user&gt; … &lt;assistant&gt; … &lt;eot&gt;</c>.
/// The world knows no system turn: its words open the next question.
/// </summary>
internal sealed class ChatLayout(Vocabulary vocabulary)
{
    public int[] Prompt(IReadOnlyList<ChatTurn> messages) => [.. Lay(messages).Tokens, Vocabulary.Assistant];

    public TrainingDocument Document(ChatExample example)
    {
        var document = Lay(example.Messages);
        return document.IsAnswer.Contains(true)
            ? document.ToTrainingDocument()
            : throw new ArgumentException("A training example needs an assistant message: there is nothing to learn in this one.", nameof(example));
    }

    private DocumentBuilder Lay(IReadOnlyList<ChatTurn> messages)
    {
        var document = new DocumentBuilder(vocabulary, Population.Assistant);
        var preamble = new List<int>();
        foreach (var message in messages)
        {
            switch (message.Role)
            {
                case "system" or "developer":
                    preamble.AddRange(vocabulary.Encode(message.Content));
                    break;
                case "user":
                    document.Ask([.. preamble, .. vocabulary.Encode(message.Content)]);
                    preamble.Clear();
                    break;
                case "assistant":
                    document.Answer(vocabulary.Encode(message.Content));
                    break;
                default:
                    throw new ArgumentException($"The role '{message.Role}' is none of system, developer, user, assistant.", nameof(messages));
            }
        }
        if (preamble.Count > 0)
            document.Ask(preamble);
        return document;
    }
}
