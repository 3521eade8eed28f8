using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph;

/// <summary>The JSON types of Graph itself, as opposed to those of its resources.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BatchResponseResource))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(ErrorResource))]
[JsonSerializable(typeof(ServiceDocumentResource))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(object))]
internal sealed partial class GraphJson : JsonSerializerContext
{
    public static GraphJson Wire { get; } = new(CreateOptions());

    /// <summary>
    /// Creates the options of one JSON context; a context cannot share its options. The relaxed encoder leaves apostrophes unescaped,
    /// as the service does in its messages.
    /// </summary>
    public static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        AddConverters(options);
        return options;
    }

    /// <summary>Makes these options read whole numbers in any form, from strings too (clients 1.3 [S]).</summary>
    public static void AddConverters(JsonSerializerOptions options)
    {
        options.Converters.Add(new IntegralNumberConverter<int>());
        options.Converters.Add(new IntegralNumberConverter<long>());
    }
}
