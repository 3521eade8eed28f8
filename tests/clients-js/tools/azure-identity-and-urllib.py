"""Gets tokens with azure-identity and sends requests with urllib. With an address, at this server; without, under the real names."""
import json
import sys
import urllib.error
import urllib.request

from azure.identity import ClientSecretCredential, DeviceCodeCredential

tenant, server = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else None)
graph = f"{server or 'https://graph.microsoft.com'}/beta/trustFramework"
# Before azure-identity 1.13 the option was instance_discovery=False.
options = {"authority": server, "disable_instance_discovery": True, "instance_discovery": False} if server else {}


def send(credential, method, path, body=None):
    token = credential.get_token("https://graph.microsoft.com/.default").token
    request = urllib.request.Request(f"{graph}/{path}", method=method, headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, json.dumps(body).encode() if body else None) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


application = ClientSecretCredential(tenant, "any", "any", **options)
status, created = send(application, "POST", "keySets", {"id": "FromUrllib"})
print(status, created["id"])
status, refused = send(application, "GET", "keySets/B2C_1A_None")
print(status, refused["error"]["code"])
user = DeviceCodeCredential(client_id="any", tenant_id=tenant, prompt_callback=lambda *_: None, **options)
status, listed = send(user, "GET", "keySets")
print(status, [key_set["id"] for key_set in listed["value"]])
