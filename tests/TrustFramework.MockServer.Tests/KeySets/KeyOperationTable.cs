using System.Reflection;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>
/// Every operation on key sets and keys, with success and each documented refusal. The tenant contains the sets <c>rsa</c>, <c>twin</c>,
/// <c>oct</c>, <c>enc</c> and <c>empty</c>, in the year 2028. Placeholders: {n1} and {n2} are the moduli of two RSA keys, in the sets <c>rsa</c>
/// and <c>twin</c>; {kid1} and {kid2} are their kids; {kid} is the key in <c>oct</c>; {der:…} and {pfx:…} are base64 of the files in the folder
/// Certificates; {tenant} is the tenant.
/// </summary>
internal static class KeyOperationTable
{
    private const string NotCreated =
        "The trustframework key set with id 'B2C_1A_none' in tenant '{tenant}' is not created. Please use 'Create api' to create the key set first.";
    private const string NotFound = "KeyContainer with 'id': 'B2C_1A_none' cannot be found in the directory '{tenant}'";
    private const string KeyNotFound = "Key with 'kid': 'none' cannot be found in the directory '{tenant}'";
    private const string TypesMixed = "One can't mix RSA and Oct types in one key set.";
    private const string UsesMixed = "One can't mix signature and encryption usage in one key set.";
    private const string Exists1 = "The presented key '{kid1}' of type 'RSA' already exists.";
    private const string ReadOnly = "The property '{0}' can not be modified. It's a read only property. ";
    private const string BadlyFormatted = "The uploaded key is badly formatted. Reason: '{0}'.";
    private const string Expired =
        "The expiry date for the key container in tenant '{tenant}' with storageReferenceId 'B2C_1A_{0}' is in the past. Passed date :'{1}'.";
    private const string NoCertificate = "The presented X509 certificate 'B2C_1A_{0}' in tenant '{tenant}' is not a valid X.509 certificate: '{1}'";
    private const string MissingParameter = "The trustframework keyset parameter '{0}' is missing";
    private const string BadUse = "Bad use parameter '{0}' for the trustframework key.";
    private const string NoType = "Missing kty parameter for the trustframework key.";
    private const string BadType = "Bad kty parameter '{0}' for the trustframework key. Must be RSA or oct.";
    private const string TooShort = "A secure RSA key requires at least 2048 bits.";
    private const string Unreadable = "The presented TrustFrameworkKey entity is of the wrong format";
    private const string NoPassword = "The value must not be null or white space. (Parameter 'password')";
    private const string WrongPassword = "The certificate password provided in request is incorrect.";
    private const string NoActive = "The key container with id 'B2C_1A_{0}' in tenant '{tenant}' does not has a valid key. Reason: {1}.";

    /// <summary>Refusal, keys, code and message for the keys of K2, K4 and K4b.</summary>
    private static readonly (string Refusal, string Jwks, string Code, string Message)[] Jwks =
    [
        ("KeyTypeMissing", """{"use":"sig","k":"AQAB"}""", "AADB2C95030", NoType),
        ("KeyTypeMissing", """{"kty":"","use":"sig","k":"AQAB"}""", "AADB2C95030", NoType),
        ("KeyTypeMissing", "null", "AADB2C95030", NoType),
        ("KeyTypeUnknown", """{"kty":"EC","use":"sig"}""", "AADB2C95031", Format(BadType, "EC")),
        ("KeyUseUnknown", """{"kty":"oct","use":"both","k":"AQAB"}""", "AADB2C95033", Format(BadUse, "both")),
        ("ParameterMissing", """{"kty":"oct","k":"AQAB"}""", "AADB2C90253", Format(MissingParameter, "use")),
        ("ParameterMissing", """{"kty":"oct","use":"sig"}""", "AADB2C90253", Format(MissingParameter, "k")),
        ("SecretNotBase64Url", """{"kty":"oct","use":"sig","k":"not base64url!"}""", "AADB2C95029", "The trustframework keyset parameter K is not base64 URL encoded."),
        ("SecretNotBase64Url", """{"kty":"oct","use":"sig","k":"AQ=="}""", "AADB2C95029", "The trustframework keyset parameter K is not base64 URL encoded."),
        ("RsaKeyIncomplete", """{"kty":"RSA","use":"sig","e":"AQAB"}""", "AADB2C95039", "The presented TrustFrameworkKey RSA entity is missing or the modulus or exponent."),
        ("RsaKeyIncomplete", """{"kty":"RSA","use":"sig","n":"{n1}"}""", "AADB2C95039", "The presented TrustFrameworkKey RSA entity is missing or the modulus or exponent."),
        ("RsaKeyTooShort", """{"kty":"RSA","use":"sig","e":"AQAB","n":"rd54s6"}""", "AADB2C90137", TooShort),
        ("KeyUnreadable", """{"kty":"RSA","use":"sig","e":"AQAB","n":"***"}""", "AADB2C95034", Unreadable),
        ("KeyUnreadable", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","d":"{n1}"}""", "AADB2C95034", Unreadable),
        ("KeyUnreadable", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","k":"AQAB"}""", "AADB2C95034", Unreadable),
        ("KeyUnreadable", """{"kty":"oct","use":"sig","k":"AQAB","n":"{n1}"}""", "AADB2C95034", Unreadable),
        ("KeyIdGiven", """{"kty":"oct","use":"sig","k":"AQAB","kid":"mine"}""", "AADB2C95059", "One of the keys in the payload has 'kid' which is not empty."),
        ("PropertyReadOnly", """{"kty":"oct","use":"sig","k":"AQAB","status":"disabled"}""", "AADB2C99014", Format(ReadOnly, "status")),
        ("ExpiryPast", """{"kty":"oct","use":"sig","k":"AQAB","exp":1700000000}""", "AADB2C90214", Format(Expired, "{set}", "2023-11-14T22:13:20Z")),
        ("KeyTypesMixed", """{"kty":"oct","use":"sig","k":"AQAB"},{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}"}""", "AADB2C95032", TypesMixed),
        ("KeyUsesMixed", """{"kty":"oct","use":"sig","k":"AQAB"},{"kty":"oct","use":"enc","k":"AQAB"}""", "AADB2C95042", UsesMixed),
        ("KeyExists", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}"},{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}"}""", "AADB2C90180", Exists1),
        ("CertificateInvalid", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","x5c":["AQAB"]}""", "AADB2C90179", Format(NoCertificate, "{set}", "It is not a certificate in DER or PEM.")),
        ("CertificateInvalid", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","x5c":[null]}""", "AADB2C90179", Format(NoCertificate, "{set}", "It is not base64 encoded.")),
        ("KeyBadlyFormatted", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","x5c":["{der:rsa2048}"]}""", "AADB2C90215", Format(BadlyFormatted, "The first certificate of x5c is not that of the key.")),
        ("KeyBadlyFormatted", """{"kty":"RSA","use":"sig","e":"AQAB","n":"{n2}","x5c":["{der:rsa2048}"],"x5t":"x"}""", "AADB2C90215", Format(BadlyFormatted, "x5t is not the thumbprint of the first certificate of x5c.")),
    ];

    private static readonly KeyOperationCase[] Others =
    [
        new("K1", "GET keySets", "", 200),
        new("K11", "GET keySets/$count", "", 200),
        new("K2", "POST keySets", """{"id":"new"}""", 201),
        new("K2", "POST keySets", """{"id":"new","keys":[{"kty":"RSA","use":"sig","e":"AQAB","n":"{n2}","x5c":["{der:rsa2048}"]}]}""", 201),
        new("K2", "KeySetExists", "POST keySets", """{"id":"RSA"}""", "AADB2C95028", "Can't create trustframework key set with name 'B2C_1A_rsa' because it already exists."),
        new("K2", "ParameterMissing", "POST keySets", """{"keys":[]}""", "AADB2C90253", Format(MissingParameter, "id")),
        new("K3", "GET keySets/b2c_1a_RSA", "", 200),
        new("K3", "KeySetNotFound", "GET keySets/B2C_1A_none", "", "AADB2C90073", NotFound),
        new("K5", "DELETE keySets/B2C_1A_rsa", "", 204),
        new("K5", "KeySetNotFound", "DELETE keySets/B2C_1A_none", "", "AADB2C90073", NotFound),
        new("K6", "POST keySets/B2C_1A_empty/generateKey", """{"use":"enc","kty":"rsa"}""", 200),
        new("K6", "POST keySets/B2C_1A_oct/generateKey", """{"use":"sig","kty":"OCT","nbf":"1893456000","exp":9999999999999}""", 200),
        new("K6", "KeySetNotCreated", "POST keySets/B2C_1A_none/generateKey", """{"use":"sig","kty":"RSA"}""", "AADB2C95052", NotCreated),
        new("K6", "ParameterMissing", "POST keySets/B2C_1A_empty/generateKey", """{"kty":"RSA"}""", "AADB2C90253", Format(MissingParameter, "use")),
        new("K6", "KeyUseUnknown", "POST keySets/B2C_1A_empty/generateKey", """{"kty":"RSA","use":"Sig"}""", "AADB2C95033", Format(BadUse, "Sig")),
        new("K6", "KeyTypeMissing", "POST keySets/B2C_1A_empty/generateKey", """{"use":"sig"}""", "AADB2C95030", NoType),
        new("K6", "KeyTypeUnknown", "POST keySets/B2C_1A_empty/generateKey", """{"use":"sig","kty":"EC"}""", "AADB2C95031", Format(BadType, "EC")),
        new("K6", "ExpiryPast", "POST keySets/B2C_1A_empty/generateKey", """{"use":"sig","kty":"oct","exp":0}""", "AADB2C90214", Format(Expired, "empty", "1970-01-01T00:00:00Z")),
        new("K6", "KeyTypesMixed", "POST keySets/B2C_1A_rsa/generateKey", """{"use":"sig","kty":"oct"}""", "AADB2C95032", TypesMixed),
        new("K6", "KeyUsesMixed", "POST keySets/B2C_1A_oct/generateKey", """{"use":"enc","kty":"oct"}""", "AADB2C95042", UsesMixed),
        new("K7", "POST keySets/B2C_1A_oct/uploadSecret", """{"use":"sig","k":"my password","nbf":null,"exp":null,"kty":"oct"}""", 200),
        new("K7", "KeySetNotCreated", "POST keySets/B2C_1A_none/uploadSecret", """{"use":"sig","k":"s"}""", "AADB2C95052", NotCreated),
        new("K7", "ParameterMissing", "POST keySets/B2C_1A_oct/uploadSecret", """{"k":"s"}""", "AADB2C90253", Format(MissingParameter, "use")),
        new("K7", "ParameterMissing", "POST keySets/B2C_1A_oct/uploadSecret", """{"use":"sig","k":""}""", "AADB2C90253", Format(MissingParameter, "k")),
        new("K7", "KeyUseUnknown", "POST keySets/B2C_1A_oct/uploadSecret", """{"use":"x","k":"s"}""", "AADB2C95033", Format(BadUse, "x")),
        new("K7", "ExpiryPast", "POST keySets/B2C_1A_oct/uploadSecret", """{"use":"sig","k":"s","exp":"1700000000"}""", "AADB2C90214", Format(Expired, "oct", "2023-11-14T22:13:20Z")),
        new("K7", "KeyTypesMixed", "POST keySets/B2C_1A_rsa/uploadSecret", """{"use":"sig","k":"s"}""", "AADB2C95032", TypesMixed),
        new("K7", "KeyUsesMixed", "POST keySets/B2C_1A_oct/uploadSecret", """{"use":"enc","k":"s"}""", "AADB2C95042", UsesMixed),
        new("K8", "POST keySets/B2C_1A_rsa/uploadCertificate", """{"key":"{der:rsa2048}"}""", 200),
        new("K8", "CertificateInvalid", "POST keySets/B2C_1A_empty/uploadCertificate", """{"key":"{pfx:rsa2048-3des}"}""", "AADB2C90179", Format(NoCertificate, "empty", "It is not a certificate in DER or PEM.")),
        new("K9", "POST keySets/B2C_1A_rsa/uploadPkcs12", """{"key":"{pfx:rsa2048-3des}","password":"pass phrase"}""", 200),
        new("K9", "PasswordMissing", "POST keySets/B2C_1A_empty/uploadPkcs12", """{"key":"{pfx:rsa2048-3des}"}""", "AADB2C", NoPassword),
        new("K9", "PasswordMissing", "POST keySets/B2C_1A_empty/uploadPkcs12", """{"key":"{pfx:rsa2048-3des}","password":" "}""", "AADB2C", NoPassword),
        new("K9", "PasswordWrong", "POST keySets/B2C_1A_empty/uploadPkcs12", """{"key":"{pfx:rsa2048-3des}","password":"Pass phrase"}""", "AADB2C90213", WrongPassword),
        new("K9", "PasswordWrong", "POST keySets/B2C_1A_empty/uploadPkcs12", """{"key":"{pfx:rsa2048-aes}","password":"pass phrase"}""", "AADB2C90213", WrongPassword),
        new("K10", "GET keySets/B2C_1A_rsa/getActiveKey", "", 200),
        new("K10", "KeySetNotFound", "GET keySets/B2C_1A_none/getActiveKey", "", "AADB2C90073", NotFound),
        new("K10", "NoActiveKey", "GET keySets/B2C_1A_empty/getActiveKey", "", "AADB2C90019", Format(NoActive, "empty", "it has no keys")),
        new("V1", "GET keySets/B2C_1A_rsa/keys_v2", "", 200),
        new("V1", "KeySetNotFound", "GET keySets/B2C_1A_none/keys_v2", "", "AADB2C90073", NotFound),
        new("V6", "GET keySets/B2C_1A_rsa/keys_v2/$count", "", 200),
        new("V6", "KeySetNotFound", "GET keySets/B2C_1A_none/keys_v2/$count", "", "AADB2C90073", NotFound),
        new("V2", "GET keySets/B2C_1A_rsa/keys_v2/{kid1}", "", 200),
        new("V2", "KeySetNotFound", "GET keySets/B2C_1A_none/keys_v2/none", "", "AADB2C90073", NotFound),
        new("V2", "KeyNotFound", "GET keySets/B2C_1A_rsa/keys_v2/none", "", "AADB2C90073", KeyNotFound, 404),
        new("V3", "PATCH keySets/B2C_1A_oct/keys_v2/{kid}", """{"status":"disabled"}""", 204),
        new("V3", "KeySetNotFound", "PATCH keySets/B2C_1A_none/keys_v2/none", """{"status":"disabled"}""", "AADB2C90073", NotFound),
        new("V3", "KeyNotFound", "PATCH keySets/B2C_1A_rsa/keys_v2/none", """{"status":"disabled"}""", "AADB2C90073", KeyNotFound, 404),
        new("V3", "PropertyReadOnly", "PATCH keySets/B2C_1A_oct/keys_v2/{kid}", """{"status":"disabled","use":"enc"}""", "AADB2C99014", Format(ReadOnly, "use")),
        new("V3", "ParameterWrong", "PATCH keySets/B2C_1A_oct/keys_v2/{kid}", """{"status":"unknownFutureValue"}""", "AADB2C90136", "The request is missing parameters or has the wrong parameters. 'status' has the value 'unknownFutureValue'. Expected value is 'enabled, disabled'."),
        new("V4", "DELETE keySets/B2C_1A_oct/keys_v2/{kid}", "", 204),
        new("V4", "KeySetNotFound", "DELETE keySets/B2C_1A_none/keys_v2/none", "", "AADB2C90073", NotFound),
        new("V4", "KeyNotFound", "DELETE keySets/B2C_1A_rsa/keys_v2/none", "", "AADB2C90073", KeyNotFound, 404),
    ];

    public static IEnumerable<KeyOperationCase> All() =>
    [
        .. Others,
        .. Jwks.Select(row => new KeyOperationCase("K2", row.Refusal, "POST keySets", $$"""{"id":"new","keys":[{{row.Jwks}}]}""", row.Code, row.Message.Replace("{set}", "new", StringComparison.Ordinal))),
        .. new[] { ("K4", "PUT"), ("K4b", "PATCH") }.SelectMany(Replacements),
        .. new[] { ("K8", "uploadCertificate", "der:", ""), ("K9", "uploadPkcs12", "pfx:", "-3des") }.SelectMany(Files),
    ];

    /// <summary>The operations and refusals in the metadata of the routes.</summary>
    public static IEnumerable<(string Operation, string Refusal)> Documented()
    {
        var operations = typeof(Program).Assembly.GetType("TrustFramework.MockServer.KeySets.KeySetOperations")!
            .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)!);
        foreach (var operation in operations)
        {
            var id = (string)Get(operation, "Id");
            yield return (id, "");
            foreach (var refusal in (IEnumerable<object>)Get(operation, "Refusals"))
                yield return (id, (string)Get(refusal, "Name"));
        }
    }

    private static IEnumerable<KeyOperationCase> Replacements((string Operation, string Method) operation)
    {
        var request = $"{operation.Method} keySets/B2C_1A_oct";
        yield return new(operation.Operation, request, """{"keys":[{"kty":"oct","use":"enc","k":"AQAB"},{"kty":"oct","use":"enc","k":"AQAB"}]}""", 200);
        yield return new(operation.Operation, request, """{"id":"oct","keys":[{"kty":"RSA","use":"sig","e":"AQAB","n":"{n1}","k":null,"x5c":[],"d":null}]}""", 200);
        yield return new(operation.Operation, request, """{'keys':[]}""", 200);
        yield return new(operation.Operation, "ParameterMissing", request, """{"id":"B2C_1A_oct"}""", "AADB2C90253", Format(MissingParameter, "keys"));
        yield return new(operation.Operation, "PropertyReadOnly", request, """{"id":"other","keys":[]}""", "AADB2C99014", Format(ReadOnly, "id"));
        yield return new(operation.Operation, "KeySetNotCreated", $"{operation.Method} keySets/B2C_1A_none", """{"keys":[]}""", "AADB2C95052", NotCreated);
        foreach (var (refusal, jwks, code, message) in Jwks)
            yield return new(operation.Operation, refusal, request, $$"""{"keys":[{{jwks}}]}""", code, message.Replace("{set}", "oct", StringComparison.Ordinal));
    }

    private static IEnumerable<KeyOperationCase> Files((string Operation, string Action, string Kind, string Suffix) operation)
    {
        string Upload(string set) => $"POST keySets/B2C_1A_{set}/{operation.Action}";
        string Body(string file) => $$"""{"key":"{{{operation.Kind}}{{file}}{{operation.Suffix}}}","password":"pass phrase","use":"enc"}""";
        yield return new(operation.Operation, "ParameterMissing", Upload("empty"), """{"password":"p"}""", "AADB2C90253", Format(MissingParameter, "key"));
        yield return new(operation.Operation, "KeySetNotCreated", Upload("none"), Body("rsa2048"), "AADB2C95052", NotCreated);
        yield return new(operation.Operation, "KeyBadlyFormatted", Upload("empty"), """{"key":"not base64!","password":"p"}""", "AADB2C90215", Format(BadlyFormatted, "It is not base64 encoded."));
        yield return new(operation.Operation, "ExpiryPast", Upload("empty"), Body("brief"), "AADB2C90214", Format(Expired, "empty", "{end of brief}"));
        yield return new(operation.Operation, "RsaKeyTooShort", Upload("empty"), Body("rsa1024"), "AADB2C90137", TooShort);
        yield return new(operation.Operation, "KeyTypesMixed", Upload("oct"), Body("rsa2048"), "AADB2C95032", TypesMixed);
        yield return new(operation.Operation, "KeyUsesMixed", Upload("enc"), Body("rsa2048"), "AADB2C95042", UsesMixed);
        yield return new(operation.Operation, "KeyExists", Upload("twin"), Body("rsa2048"), "AADB2C90180", "The presented key '{kid2}' of type 'RSA' already exists.");
    }

    private static object Get(object target, string property) => target.GetType().GetProperty(property)!.GetValue(target)!;

    private static string Format(string text, params string[] values) =>
        values.Select((value, i) => (value, i)).Aggregate(text, (result, next) => result.Replace($"{{{next.i}}}", next.value, StringComparison.Ordinal));
}

/// <summary>A request and its response.</summary>
/// <param name="Refusal">The refusal's name; empty for success.</param>
/// <param name="Request">Method and path.</param>
public sealed record KeyOperationCase(string Operation, string Refusal, string Request, string Body, string Code, string Message, int Status = 400)
{
    public KeyOperationCase(string operation, string request, string body, int status)
        : this(operation, "", request, body, "", "", status)
    {
    }

    public override string ToString() => $"{Operation} {(Refusal.Length == 0 ? Status.ToString(null as IFormatProvider) : Refusal)}: {Request} {Body}";
}
