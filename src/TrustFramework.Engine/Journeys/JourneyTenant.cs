namespace TrustFramework.Engine.Journeys;

/// <summary>The tenant in which a journey is executed.</summary>
/// <param name="Id">A GUID, the <c>tid</c> of tokens.</param>
/// <param name="Domain">Such as <c>contoso.onmicrosoft.com</c>.</param>
public sealed record JourneyTenant(string Id, string Domain, string DisplayName);
