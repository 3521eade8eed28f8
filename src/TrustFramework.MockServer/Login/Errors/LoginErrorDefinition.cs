using System.Globalization;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Errors;

/// <summary>One error that the login service can give.</summary>
/// <param name="Code">The AADSTS number.</param>
/// <param name="Error">OAuth's word; clients branch on it.</param>
/// <param name="Text">What follows the number, with <c>{0}</c>… in it.</param>
/// <param name="Provenance">Of number, word and text.</param>
/// <param name="Source">Where in the specification it stands.</param>
/// <param name="Status">400, or 401 for <c>invalid_client</c>: conventions 5.2.</param>
internal sealed record LoginErrorDefinition(int Code, string Error, string Text, Provenance Provenance, string Source, int Status = StatusCodes.Status400BadRequest)
{
    /// <summary>As the page and the tests call it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"AADSTS{Code}");

    /// <summary>OAuth's finer word; msal tells "ask the user" from "give up" by it.</summary>
    public string? Suberror { get; init; }

    /// <summary>The error with its names filled in.</summary>
    public LoginError With(params ReadOnlySpan<object?> values) => new(this, string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(Text), values));
}

/// <summary>An error ready to be sent.</summary>
/// <param name="Text">Complete but for the ids and the time, which <see cref="LoginRequestContext"/> knows.</param>
internal sealed record LoginError(LoginErrorDefinition Definition, string Text);
