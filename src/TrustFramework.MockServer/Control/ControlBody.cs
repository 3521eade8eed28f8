using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control;

/// <summary>A handler parameter that binds a JSON body of any content type. An empty body is read as an empty object.</summary>
/// <param name="Value">Null when the body is refused.</param>
internal sealed record ControlBody<T>(T? Value, ControlProblem? Refusal) : IValidatedArgument, IBindableFromHttpContext<ControlBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public static async ValueTask<ControlBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (await RequestBodyMiddleware.ReadBytesAsync(context) is not { } bytes)
            return Refuse(ControlProblem.TooLarge("A body", RequestBodyMetadata.DefaultMaxRequestBodySize));
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));
        try
        {
            var text = Utf8Text.TrimByteOrderMark(bytes.Span);
            var value = JsonSerializer.Deserialize(text.IsEmpty ? "{}"u8 : text, type);
            return value is null ? Refuse(ControlProblem.BadRequest("The body is null. Send an object.")) : new ControlBody<T>(value, Refusal: null);
        }
        catch (JsonException exception)
        {
            return Refuse(ControlProblem.BadRequest($"The body cannot be read: {JsonErrorText.Describe(exception, type)}"));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new RequestBodyType(typeof(T)));

    private static ControlBody<T> Refuse(ControlProblem refusal) => new(Value: null, refusal);
}
