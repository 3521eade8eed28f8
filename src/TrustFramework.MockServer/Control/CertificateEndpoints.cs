using TrustFramework.MockServer.Documents;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Control;

/// <summary>Hands out the CA's certificate, over plain HTTP too: who does not trust us yet could not ask otherwise.</summary>
internal static class CertificateEndpoints
{
    private const string PemType = "application/pem-certificate-chain";

    public static void MapCertificate(this IEndpointRouteBuilder routes) => routes.MapGet("/_mock/ca.pem", GetAuthorityPemAsync)
        .WithName("AuthorityCertificate")
        .WithSummary("The certificate of the CA that clients must trust, as PEM. 404 when an own certificate is in use, or nothing listens for HTTPS")
        .WithTags("HTTPS")
        .WithGroupName(DocumentServices.ControlPlaneDocument)
        .WithMetadata(new AllowAnonymousControlAccess())
        .ProducesContent(PemType).ProducesProblems(404);

    private static async Task<IResult> GetAuthorityPemAsync(ServerCertificate served) => await served.GetAuthorityPemAsync() switch
    {
        { } pem => TypedResults.Text(pem, PemType),
        _ when served.IsConfigured => ControlProblem.NotFound("An own certificate is in use (MockServer:Https:Certificate): trust the CA that issued it."),
        _ => ControlProblem.NotFound("This server listens for HTTP alone, so it has no CA. Give it an https:// URL."),
    };
}
