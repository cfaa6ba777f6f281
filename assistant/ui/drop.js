// Choosing files: by the browser's own dialog or by dropping them; each is sent to this machine's program at once and
// listed. The component's value is the list, as JSON, which the program reads when "add" is pressed and then empties.
const zone = element.querySelector(".drop");
const input = element.querySelector("input");
const list = element.querySelector(".chosen");
const status = element.querySelector(".drop-status");
const words = zone.dataset;
const held = () => JSON.parse(props.value || "[]");
const say = (text, failed = false) => {
  status.textContent = text;
  status.classList.toggle("bad", failed);
};
const draw = () => {
  list.replaceChildren(
    ...held().map((file) => {
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = words.drop;
      button.setAttribute("aria-label", `${words.drop}: ${file.name}`);
      button.addEventListener("click", () => {
        props.value = JSON.stringify(held().filter((other) => other.path !== file.path));
        draw();
        input.focus();
      });
      item.append(name, button);
      return item;
    }),
  );
};
const take = async (files) => {
  const problems = [];
  for (const file of files) {
    const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
    if (!words.endings.split(",").includes(ending)) problems.push(words.wrong.replace("{name}", file.name));
    else if (file.size > Number(words.limit)) problems.push(words.large.replace("{name}", file.name));
    else {
      say(words.sending.replace("{name}", file.name));
      try {
        const sent = await upload(file);
        const others = held().filter((other) => other.path !== sent.path);
        props.value = JSON.stringify([...others, { path: sent.path, name: file.name }]);
        draw();
      } catch {
        problems.push(words.lost.replace("{name}", file.name));
      }
    }
  }
  say(problems.join(" "), problems.length > 0);
};
input.addEventListener("change", async () => {
  await take([...input.files]);
  input.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
}
zone.addEventListener("dragleave", () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  take([...event.dataTransfer.files]);
});
watch("value", draw);
draw();
