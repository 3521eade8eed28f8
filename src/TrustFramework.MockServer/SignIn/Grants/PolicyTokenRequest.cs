using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Journeys;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>A token request of a client.</summary>
/// <param name="Secret">The client secret; null if the client sent none.</param>
internal sealed record PolicyTokenRequest(HttpContext Http, SignInRequestContext Context, SignInTenant Tenant, IFormCollection Form, SignInClient Client, string? Secret)
{
    /// <summary>The value of a form field; empty if the form has none.</summary>
    public string this[string field] => Form[field].ToString();

    /// <summary>The request for a journey and for claim resolvers.</summary>
    public JourneyRequest CreateJourneyRequest() => JourneyContexts.CreateRequest(Http, Context.CorrelationId, Form) with { AllowsPages = false };
}
