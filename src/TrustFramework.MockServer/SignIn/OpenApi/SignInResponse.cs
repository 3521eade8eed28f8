using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.SignIn.Errors;

namespace TrustFramework.MockServer.SignIn.OpenApi;

/// <summary>A response in the OpenAPI document.</summary>
/// <param name="ContentType">Null for a response without a body.</param>
internal sealed record SignInResponse(int Status, string Description, string? ContentType)
{
    /// <summary>The members of a JSON body; null for other bodies and for an object with any members.</summary>
    public JsonTypeInfo? Body { get; init; }

    public static SignInResponse Json(string description, JsonTypeInfo? body = null) => new(StatusCodes.Status200OK, description, "application/json") { Body = body };

    public static SignInResponse Page(string description) => new(StatusCodes.Status200OK, description, "text/html");

    public static SignInResponse Redirect(string description) => new(StatusCodes.Status302Found, description, ContentType: null);

    public static SignInResponse Unauthorized(string description) => new(StatusCodes.Status401Unauthorized, description, ContentType: null);

    public static SignInResponse NotFound(string description) => new(StatusCodes.Status404NotFound, description, ContentType: null);

    /// <summary>The errors of one status. Several errors can have the same number.</summary>
    public static SignInResponse Errors(int status, string description, string contentType, IEnumerable<PolicyErrorDefinition> errors) =>
        new(status, $"{description}\n\n{List(errors)}", contentType);

    /// <summary>The errors as a Markdown list.</summary>
    public static string List(IEnumerable<PolicyErrorDefinition> errors) =>
        string.Join('\n', errors.Select(error => $"* `{error.Name}` `{error.Error}`: {error.Text} ({error.Provenance})"));
}
