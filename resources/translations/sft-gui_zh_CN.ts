<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>sft-gui</name>
  <message>
   <source>'{folder}' holds the folders of the other parts, so it is taken for the test set.</source>
   <translation>“{folder}”与其他部分含有相同的文件夹，因此视为测试集。</translation>
  </message>
  <message>
   <source>'{folder}' holds the folders of the other parts, so it is taken for validation.</source>
   <translation>“{folder}”与其他部分含有相同的文件夹，因此视为验证集。</translation>
  </message>
  <message>
   <source>'{folder}' is read as one class with the folders in it: {names}.</source>
   <translation>“{folder}”连同其中的文件夹（{names}）视为一个类别。</translation>
  </message>
  <message>
   <source>'{masks}' should hold the masks of '{pictures}', but they do not look like masks: {name}.</source>
   <translation>“{masks}”应是“{pictures}”的掩膜，但看起来不像掩膜：{name}。</translation>
  </message>
  <message>
   <source>'{name}' cannot be read as it was asked for ({asked}).</source>
   <translation>无法按要求的方式（{asked}）读取“{name}”。</translation>
  </message>
  <message>
   <source>'{name}' holds annotations of a format that is not read, {format}: {first}.</source>
   <translation>“{name}”中的标注格式不受支持（{format}）：{first}。</translation>
  </message>
  <message>
   <source>'{name}' holds {count} file of a kind that is not read, {format}: {first}.</source>
   <translation>“{name}”包含 {count} 个不读取的文件（{format}）：{first}。</translation>
  </message>
  <message>
   <source>'{name}' holds {count} files of a kind that is not read, {format}: {first} ...</source>
   <translation>“{name}”包含 {count} 个不读取的文件（{format}）：{first}…</translation>
  </message>
  <message>
   <source>({right} of 1 validation picture correct, {range}) after {time}. Fine-tuning has to beat it.</source>
   <translation>（1 张验证图片中认对 {right} 张，{range}），用时 {time}。微调需要超过它。</translation>
  </message>
  <message>
   <source>({right} of {count} validation pictures correct, {range}) after {time}. Fine-tuning has to beat it.</source>
   <translation>（{count} 张验证图片中认对 {right} 张，{range}），用时 {time}。微调需要超过它。</translation>
  </message>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>1 object found</source>
   <translation>找到 1 个目标</translation>
  </message>
  <message>
   <source>1 project was found there.</source>
   <translation>在那里找到 1 个项目。</translation>
  </message>
  <message>
   <source>1 weaker box is hidden.</source>
   <translation>隐藏了 1 个较弱的框。</translation>
  </message>
  <message>
   <source>95 % interval</source>
   <translation>95 % 置信区间</translation>
  </message>
  <message>
   <source>A .zip or a .csv list works too. Your folder is only read, never changed.</source>
   <translation>也可以是 .zip 文件或 .csv 列表。您的文件夹只会被读取，不会被修改。</translation>
  </message>
  <message>
   <source>A copy of the model takes a few steps while the learning rate grows. Where the loss falls most steeply, the model learns fastest; where it rises, the rate is too high. Nothing of it is kept.</source>
   <translation>在学习率逐渐增大时，模型的一个副本走几步。损失下降最陡的地方学得最快；损失上升的地方学习率过高。这些都不会保留。</translation>
  </message>
  <message>
   <source>A few real steps are tried to tell time and memory. You need not wait for that: Start works at once.</source>
   <translation>实际试几步，以得知时间和内存。不必等待：随时可以开始。</translation>
  </message>
  <message>
   <source>A file beside them names them: label_colors.txt (red, green, blue, name) or classes.txt.</source>
   <translation>旁边放一个文件即可命名：label_colors.txt（红、绿、蓝、名称）或 classes.txt。</translation>
  </message>
  <message>
   <source>A first model is on its way.</source>
   <translation>首个模型正在制作。</translation>
  </message>
  <message>
   <source>A first model is on its way:</source>
   <translation>首个模型正在制作：</translation>
  </message>
  <message>
   <source>A first model is ready: {score}</source>
   <translation>首个模型已就绪：{score}</translation>
  </message>
  <message>
   <source>A folder with one folder per class or with annotations, a ZIP file of one, or a CSV table can be read.</source>
   <translation>可以读取每类一个子文件夹或带标注的文件夹、其 ZIP 文件，或 CSV 表格。</translation>
  </message>
  <message>
   <source>A linear model</source>
   <translation>线性模型</translation>
  </message>
  <message>
   <source>A linear model cannot be solved from these pictures.</source>
   <translation>无法用这些图片求解线性模型。</translation>
  </message>
  <message>
   <source>A linear model on the pretrained features, solved in {time}.</source>
   <translation>基于预训练特征的线性模型，求解用时 {time}。</translation>
  </message>
  <message>
   <source>A linear model on the pretrained features, without training</source>
   <translation>基于预训练特征的线性模型，无需训练</translation>
  </message>
  <message>
   <source>A name in the archive that not every system accepts was changed: '{before}' is now '{after}'.</source>
   <translation>压缩包中有一个并非所有系统都接受的名称已更改：“{before}”现为“{after}”。</translation>
  </message>
  <message>
   <source>A number</source>
   <translation>数字</translation>
  </message>
  <message>
   <source>A pickle can run programs when it is opened, so none is. {do}</source>
   <translation>打开 pickle 时可能运行程序，因此不会打开。{do}</translation>
  </message>
  <message>
   <source>A picture has one class: set one flag for each, or make class folders.</source>
   <translation>一张图片只有一个类别：请为每张图片只设置一个标志，或建立类别文件夹。</translation>
  </message>
  <message>
   <source>A pretrained network has seen over a million photos. What its last layers say of a picture is a list of numbers, its features.</source>
   <translation>预训练网络看过一百多万张照片。它的最后几层对一张图片的描述是一串数字，即特征。</translation>
  </message>
  <message>
   <source>A run is being trained. Stop it or wait for its end, then move the projects.</source>
   <translation>正在训练一个运行。请停止它或等它结束，然后再移动项目。</translation>
  </message>
  <message>
   <source>A run is being trained; both are slower while they share the computer.</source>
   <translation>有运行正在训练；同时进行时两者都会变慢。</translation>
  </message>
  <message>
   <source>A run needs a name.</source>
   <translation>运行需要一个名称。</translation>
  </message>
  <message>
   <source>A run of {name} is being trained.</source>
   <translation>{name} 的一个运行正在训练。</translation>
  </message>
  <message>
   <source>A training is about to begin</source>
   <translation>训练即将开始</translation>
  </message>
  <message>
   <source>A value is missing.</source>
   <translation>缺少取值。</translation>
  </message>
  <message>
   <source>A whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>ADE20K</source>
   <translation>ADE20K</translation>
  </message>
  <message>
   <source>AP@.5</source>
   <translation>AP@.5</translation>
  </message>
  <message>
   <source>AP@[.5:.95]</source>
   <translation>AP@[.5:.95]</translation>
  </message>
  <message>
   <source>About</source>
   <translation>关于</translation>
  </message>
  <message>
   <source>About {time} left.</source>
   <translation>约剩 {time}。</translation>
  </message>
  <message>
   <source>Above {present}, which is set now, the loss still falls; there it falls most steeply at {rate}.</source>
   <translation>高于当前设置的 {present} 时损失仍在下降；其中在 {rate} 处下降最快。</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>准确率</translation>
  </message>
  <message>
   <source>AdamW</source>
   <translation>AdamW</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Add a folder with pictures of something else beside it.</source>
   <translation>请在旁边再放一个其他事物的图片文件夹。</translation>
  </message>
  <message>
   <source>Add pictures…</source>
   <translation>添加图片…</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>高级</translation>
  </message>
  <message>
   <source>After the first epoch: what the model says of a few validation pictures.</source>
   <translation>第一轮结束后，这里显示模型对几张验证图片的判断。</translation>
  </message>
  <message>
   <source>Again</source>
   <translation>换一张</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <source>All lines of the log</source>
   <translation>全部日志</translation>
  </message>
  <message>
   <source>All other pictures are used. Nothing was changed.</source>
   <translation>其他图片照常使用，没有任何改动。</translation>
  </message>
  <message>
   <source>All pixels of all masks have one value, {value}.</source>
   <translation>所有掩膜的所有像素都只有一个值：{value}。</translation>
  </message>
  <message>
   <source>All projects</source>
   <translation>所有项目</translation>
  </message>
  <message>
   <source>All rows have the same value.</source>
   <translation>所有行的值都相同。</translation>
  </message>
  <message>
   <source>All {count} epochs</source>
   <translation>全部 {count} 轮</translation>
  </message>
  <message>
   <source>All {count} models</source>
   <translation>全部 {count} 个模型</translation>
  </message>
  <message>
   <source>All {count} pictures are correct.</source>
   <translation>全部 {count} 张图片都识别正确。</translation>
  </message>
  <message>
   <source>Allow writing there, or use another folder.</source>
   <translation>请允许在那里写入，或使用其他文件夹。</translation>
  </message>
  <message>
   <source>Along the horizontal axis</source>
   <translation>横轴</translation>
  </message>
  <message>
   <source>An NVIDIA or Apple GPU makes training many times faster</source>
   <translation>NVIDIA 或 Apple 的 GPU 可使训练快许多倍</translation>
  </message>
  <message>
   <source>An annotation needs objects with a name and a bndbox.</source>
   <translation>标注需要带 name 和 bndbox 的 object。</translation>
  </message>
  <message>
   <source>Annotate the pictures there with boxes or outlines, and export them again.</source>
   <translation>请在该工具中用框或轮廓标注图片，然后重新导出。</translation>
  </message>
  <message>
   <source>Annotated boxes of the class in the pictures evaluated.</source>
   <translation>评判的图片中该类别的标注框。</translation>
  </message>
  <message>
   <source>Annotations of an unknown form</source>
   <translation>形式未知的标注</translation>
  </message>
  <message>
   <source>Another class…</source>
   <translation>其他类别…</translation>
  </message>
  <message>
   <source>Another run is being trained.</source>
   <translation>另一次运行正在训练。</translation>
  </message>
  <message>
   <source>Another window makes the first model</source>
   <translation>另一个窗口正在生成首个模型</translation>
  </message>
  <message>
   <source>Any model of timm, by name</source>
   <translation>按名称使用任意 timm 模型</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>外观</translation>
  </message>
  <message>
   <source>Apple GPU (MPS)</source>
   <translation>Apple GPU（MPS）</translation>
  </message>
  <message>
   <source>Applies at once</source>
   <translation>立即生效</translation>
  </message>
  <message>
   <source>Arrays of NumPy</source>
   <translation>NumPy 数组</translation>
  </message>
  <message>
   <source>As good as the first model so far.</source>
   <translation>目前与首个模型持平。</translation>
  </message>
  <message>
   <source>At</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>At least twice the smallest.</source>
   <translation>至少为最小值的两倍。</translation>
  </message>
  <message>
   <source>Augmentation</source>
   <translation>数据增强</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>Automatic follows the system</source>
   <translation>自动：跟随系统</translation>
  </message>
  <message>
   <source>Average precision of the class where half an overlap with the true box is enough.</source>
   <translation>该类别的平均精度，与真实框重叠一半即可。</translation>
  </message>
  <message>
   <source>Average precision of the class: how many of its boxes are correct, over all confidence thresholds, for overlaps from half to 95 %.</source>
   <translation>该类别的平均精度：在所有置信度阈值上，它的框有多少是对的，重叠要求从一半到 95 %。</translation>
  </message>
  <message>
   <source>BBox-Label-Tool boxes</source>
   <translation>BBox-Label-Tool 边界框</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>后退</translation>
  </message>
  <message>
   <source>Back and forward</source>
   <translation>后退和前进</translation>
  </message>
  <message>
   <source>Back to the preset's value</source>
   <translation>恢复预设的值</translation>
  </message>
  <message>
   <source>Back to {preset}</source>
   <translation>恢复为“{preset}”</translation>
  </message>
  <message>
   <source>Backbone LR multiplier</source>
   <translation>主干学习率倍数</translation>
  </message>
  <message>
   <source>Balanced</source>
   <translation>均衡</translation>
  </message>
  <message>
   <source>Balanced accuracy</source>
   <translation>均衡准确率</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>需超过</translation>
  </message>
  <message>
   <source>Batch size</source>
   <translation>批大小</translation>
  </message>
  <message>
   <source>BatchNorm</source>
   <translation>批归一化</translation>
  </message>
  <message>
   <source>Before the first step: validation {score}</source>
   <translation>第一步之前：验证 {score}</translation>
  </message>
  <message>
   <source>Beside</source>
   <translation>并排</translation>
  </message>
  <message>
   <source>Best</source>
   <translation>最佳</translation>
  </message>
  <message>
   <source>Best is correct on no picture that Quick gets wrong. Quick is enough.</source>
   <translation>“最佳”认对的，“快速”也都认对。用“快速”就够了。</translation>
  </message>
  <message>
   <source>Best validation {metric}</source>
   <translation>最佳验证{metric}</translation>
  </message>
  <message>
   <source>Best: {said}</source>
   <translation>最佳：{said}</translation>
  </message>
  <message>
   <source>Both are correct and wrong on the same pictures, all {count} of them.</source>
   <translation>两者在全部 {count} 张图片上的对错完全相同。</translation>
  </message>
  <message>
   <source>Both are correct on the same pictures. Quick is enough.</source>
   <translation>两者认对的图片相同。用“快速”就够了。</translation>
  </message>
  <message>
   <source>Both have the same score</source>
   <translation>两者分数相同</translation>
  </message>
  <message>
   <source>Box</source>
   <translation>框</translation>
  </message>
  <message>
   <source>Boxes</source>
   <translation>框</translation>
  </message>
  <message>
   <source>Boxes in pixels, a text file for each picture</source>
   <translation>像素边界框，每张图片一个文本文件</translation>
  </message>
  <message>
   <source>Bring it back from there.</source>
   <translation>请从那里恢复。</translation>
  </message>
  <message>
   <source>Broken</source>
   <translation>改错</translation>
  </message>
  <message>
   <source>By itself</source>
   <translation>单独计算</translation>
  </message>
  <message>
   <source>By part</source>
   <translation>分项</translation>
  </message>
  <message>
   <source>CIFAR batches</source>
   <translation>CIFAR 批文件</translation>
  </message>
  <message>
   <source>COCO JSON</source>
   <translation>COCO JSON</translation>
  </message>
  <message>
   <source>COCO boxes</source>
   <translation>COCO 框</translation>
  </message>
  <message>
   <source>COCO outlines as masks</source>
   <translation>COCO 轮廓（作为掩膜）</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CPU threads of the model's arithmetic.</source>
   <translation>模型运算使用的 CPU 线程数。</translation>
  </message>
  <message>
   <source>CPU, {count} thread</source>
   <translation>CPU，{count} 线程</translation>
  </message>
  <message>
   <source>CPU, {count} threads</source>
   <translation>CPU，{count} 线程</translation>
  </message>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>CSV; boxes: VOC, COCO, YOLO; masks</source>
   <translation>CSV；标注框：VOC、COCO、YOLO；掩码</translation>
  </message>
  <message>
   <source>Cache</source>
   <translation>缓存</translation>
  </message>
  <message>
   <source>Can be</source>
   <translation>可作为</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Cancel the download</source>
   <translation>取消下载</translation>
  </message>
  <message>
   <source>Cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>Change class</source>
   <translation>更改类别</translation>
  </message>
  <message>
   <source>Change its permissions, or choose another place for projects.</source>
   <translation>请修改其权限，或为项目另选位置。</translation>
  </message>
  <message>
   <source>Change its permissions, then open it again.</source>
   <translation>请更改其权限，然后重新打开。</translation>
  </message>
  <message>
   <source>Change the class of {count} picture</source>
   <translation>更改 {count} 张图片的类别</translation>
  </message>
  <message>
   <source>Change the class of {count} pictures</source>
   <translation>更改 {count} 张图片的类别</translation>
  </message>
  <message>
   <source>Change the split on the Data page.</source>
   <translation>请在“数据”页修改划分。</translation>
  </message>
  <message>
   <source>Changes apply at once and are kept.</source>
   <translation>更改立即生效并会保存。</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>更改…</translation>
  </message>
  <message>
   <source>Channels last</source>
   <translation>通道在后</translation>
  </message>
  <message>
   <source>Channels last is faster on most machines.</source>
   <translation>在多数电脑上，通道在后更快。</translation>
  </message>
  <message>
   <source>Check the disk and its cable, and copy what matters to another one.</source>
   <translation>请检查磁盘及其连接线，并将重要内容复制到其他磁盘。</translation>
  </message>
  <message>
   <source>Check the disk and its cable, then open it again.</source>
   <translation>请检查磁盘及其连接线，然后重新打开。</translation>
  </message>
  <message>
   <source>Check the disk that the projects are to be moved to.</source>
   <translation>请检查要移动到的磁盘。</translation>
  </message>
  <message>
   <source>Checkpoint every</source>
   <translation>检查点间隔</translation>
  </message>
  <message>
   <source>Choose Best</source>
   <translation>选择“最佳”</translation>
  </message>
  <message>
   <source>Choose CPU or Automatic as the device.</source>
   <translation>请将设备选为 CPU 或自动。</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>选择文件…</translation>
  </message>
  <message>
   <source>Choose a folder elsewhere.</source>
   <translation>请选择其他位置的文件夹。</translation>
  </message>
  <message>
   <source>Choose a folder outside of it.</source>
   <translation>请选择它之外的文件夹。</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>选择文件夹…</translation>
  </message>
  <message>
   <source>Choose a kept run, or try again in a moment.</source>
   <translation>请选择已保存的运行，或稍后再试。</translation>
  </message>
  <message>
   <source>Choose a model</source>
   <translation>选择模型</translation>
  </message>
  <message>
   <source>Choose a safetensors file, or a state dict saved by PyTorch.</source>
   <translation>请选择 safetensors 文件，或 PyTorch 保存的 state dict。</translation>
  </message>
  <message>
   <source>Choose a smaller picture size or a smaller model, or close other programs.</source>
   <translation>请选择更小的图片尺寸或更小的模型，或关闭其他程序。</translation>
  </message>
  <message>
   <source>Choose a smaller picture size or a smaller model.</source>
   <translation>选择更小的图片尺寸或更小的模型。</translation>
  </message>
  <message>
   <source>Choose a weights file, or another model.</source>
   <translation>请选择权重文件，或换一个模型。</translation>
  </message>
  <message>
   <source>Choose an attribute and write a table with two columns, file and class (CSV), beside the pictures.</source>
   <translation>请选择一个属性，并在图片旁边写一个两列的表格（CSV）：文件和类别。</translation>
  </message>
  <message>
   <source>Choose an empty folder, or rename the project.</source>
   <translation>请选择空文件夹，或重命名该项目。</translation>
  </message>
  <message>
   <source>Choose another class or split, or search for another name.</source>
   <translation>请换一个类别或划分，或搜索其他名称。</translation>
  </message>
  <message>
   <source>Choose another file.</source>
   <translation>请选择其他文件。</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>请选择其他文件夹。</translation>
  </message>
  <message>
   <source>Choose another model.</source>
   <translation>请选择其他模型。</translation>
  </message>
  <message>
   <source>Choose another picture size.</source>
   <translation>请选择其他图片尺寸。</translation>
  </message>
  <message>
   <source>Choose another place, or close the program that has it open.</source>
   <translation>请另选位置，或关闭正在使用它的程序。</translation>
  </message>
  <message>
   <source>Choose another run or another split.</source>
   <translation>请选择另一个运行或另一个划分。</translation>
  </message>
  <message>
   <source>Choose another run.</source>
   <translation>请选择另一个运行。</translation>
  </message>
  <message>
   <source>Choose another split.</source>
   <translation>请选择其他划分。</translation>
  </message>
  <message>
   <source>Choose bfloat16 or Automatic.</source>
   <translation>请选择 bfloat16 或自动。</translation>
  </message>
  <message>
   <source>Choose every setting yourself</source>
   <translation>自己决定每一项设置</translation>
  </message>
  <message>
   <source>Choose how it is to be read.</source>
   <translation>请选择如何读取。</translation>
  </message>
  <message>
   <source>Choose one from the list, such as {names}.</source>
   <translation>请从列表中选择，例如 {names}。</translation>
  </message>
  <message>
   <source>Choose one of these columns.</source>
   <translation>请从这些列中选择。</translation>
  </message>
  <message>
   <source>Choose pictures…</source>
   <translation>选择图片…</translation>
  </message>
  <message>
   <source>Choose the folder that holds them, or open it as a new project.</source>
   <translation>请选择存放这些图片的文件夹，或将其作为新项目打开。</translation>
  </message>
  <message>
   <source>Choose the model that the file was saved from, or another file.</source>
   <translation>请选择保存该文件时所用的模型，或选择其他文件。</translation>
  </message>
  <message>
   <source>Cityscapes</source>
   <translation>Cityscapes</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Class and split</source>
   <translation>类别和划分</translation>
  </message>
  <message>
   <source>Class by class</source>
   <translation>逐类结果</translation>
  </message>
  <message>
   <source>Class weighting</source>
   <translation>类别加权</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Classes in file names</source>
   <translation>文件名中的类别</translation>
  </message>
  <message>
   <source>Classification</source>
   <translation>分类</translation>
  </message>
  <message>
   <source>Classify it</source>
   <translation>识别它</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清空</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Close other programs, or choose a smaller model, picture size or batch size.</source>
   <translation>请关闭其他程序，或选择更小的模型、图片尺寸或批大小。</translation>
  </message>
  <message>
   <source>Close other programs, so that memory does not run out.</source>
   <translation>关闭其他程序，以免内存耗尽。</translation>
  </message>
  <message>
   <source>Close other programs, then try again.</source>
   <translation>请关闭其他程序，然后重试。</translation>
  </message>
  <message>
   <source>Close that program, then try again.</source>
   <translation>请关闭该程序，然后重试。</translation>
  </message>
  <message>
   <source>Close the programs that have its files open.</source>
   <translation>请关闭正在使用其文件的程序。</translation>
  </message>
  <message>
   <source>Close the project</source>
   <translation>关闭项目</translation>
  </message>
  <message>
   <source>Close the project there, or wait until that program is done, then try again.</source>
   <translation>请在那里关闭项目，或等待该程序完成，然后重试。</translation>
  </message>
  <message>
   <source>Close, or cancel a drag</source>
   <translation>关闭，或取消拖动</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>对比</translation>
  </message>
  <message>
   <source>Compare {count}</source>
   <translation>对比 {count} 个</translation>
  </message>
  <message>
   <source>Comparing pictures</source>
   <translation>正在比较图片</translation>
  </message>
  <message>
   <source>Compute precision</source>
   <translation>计算精度</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>置信度</translation>
  </message>
  <message>
   <source>Confidence threshold</source>
   <translation>置信度阈值</translation>
  </message>
  <message>
   <source>Confusion matrix</source>
   <translation>混淆矩阵</translation>
  </message>
  <message>
   <source>Confusion matrix: each row is what pictures truly are, each column what the model says; correct predictions lie on the diagonal.</source>
   <translation>混淆矩阵：每一行是图片真正的类别，每一列是模型的判断；正确的在对角线上。</translation>
  </message>
  <message>
   <source>Connect its drive, or show where it is now.</source>
   <translation>请连接所在的磁盘，或指出它现在的位置。</translation>
  </message>
  <message>
   <source>Connect the drive or put the folder back.</source>
   <translation>请连接磁盘，或把文件夹放回原处。</translation>
  </message>
  <message>
   <source>Connect the drive, or put the folder back.</source>
   <translation>请连接该驱动器，或把文件夹放回原处。</translation>
  </message>
  <message>
   <source>Connect to the internet, or choose a weights file or a model whose weights are included.</source>
   <translation>请连接互联网，或选择权重文件，或选择已内置权重的模型。</translation>
  </message>
  <message>
   <source>Constant</source>
   <translation>恒定</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy the report</source>
   <translation>复制报告</translation>
  </message>
  <message>
   <source>Copying</source>
   <translation>正在复制</translation>
  </message>
  <message>
   <source>Copying was stopped.</source>
   <translation>复制已停止。</translation>
  </message>
  <message>
   <source>Copying {name}</source>
   <translation>正在复制 {name}</translation>
  </message>
  <message>
   <source>Cosine, warm-up</source>
   <translation>余弦，含预热</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>数量</translation>
  </message>
  <message>
   <source>Counted: {right} of {total} {pictures}. With 95 % confidence the true share lies from {low} to {high} % (Wilson's interval).</source>
   <translation>计数：{total} {pictures}中有 {right} 张正确。真实比例有 95 % 的把握在 {low} 到 {high} % 之间（Wilson 区间）。</translation>
  </message>
  <message>
   <source>Counts follow your choice at once</source>
   <translation>数量会立即随您的选择变化</translation>
  </message>
  <message>
   <source>Crash reports</source>
   <translation>崩溃报告</translation>
  </message>
  <message>
   <source>Cross-entropy</source>
   <translation>交叉熵</translation>
  </message>
  <message>
   <source>Curve</source>
   <translation>曲线</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>曲线</translation>
  </message>
  <message>
   <source>Custom</source>
   <translation>自定义</translation>
  </message>
  <message>
   <source>Cut them into tiles and save these as PNG.</source>
   <translation>请切成小块并另存为 PNG。</translation>
  </message>
  <message>
   <source>DOTA boxes</source>
   <translation>DOTA 边界框</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>深色</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>深色主题</translation>
  </message>
  <message>
   <source>Dashes and markers as well as colours</source>
   <translation>除颜色外还用虚线和标记</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>数据</translation>
  </message>
  <message>
   <source>Data and History</source>
   <translation>数据和历史</translation>
  </message>
  <message>
   <source>Decoded pictures are not kept on disk; reading them takes longer.</source>
   <translation>解码后的图片未保存到磁盘；读取会更慢。</translation>
  </message>
  <message>
   <source>Delete what is no longer needed there or ask for a larger quota; what was written before is safe.</source>
   <translation>请删除那里不再需要的内容，或申请更大的配额；之前写入的内容是安全的。</translation>
  </message>
  <message>
   <source>Delete {path} and fetch it again.</source>
   <translation>请删除 {path} 并重新获取。</translation>
  </message>
  <message>
   <source>Demo</source>
   <translation>演示</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>详情</translation>
  </message>
  <message>
   <source>Detection</source>
   <translation>目标检测</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>设备</translation>
  </message>
  <message>
   <source>Dice loss weight</source>
   <translation>Dice 损失权重</translation>
  </message>
  <message>
   <source>Did you mean {close}?</source>
   <translation>您是指 {close} 吗？</translation>
  </message>
  <message>
   <source>Different</source>
   <translation>不同的值</translation>
  </message>
  <message>
   <source>Discard this run?</source>
   <translation>丢弃这次运行？</translation>
  </message>
  <message>
   <source>Discard…</source>
   <translation>丢弃…</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>磁盘</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Done about {time} after Start. You can pause or close the app; nothing is lost.</source>
   <translation>开始后约 {time} 完成。可以暂停或关闭程序，不会丢失任何内容。</translation>
  </message>
  <message>
   <source>Done: the linear start was not beaten, and is kept</source>
   <translation>完成：未能超过线性起点，保留线性起点</translation>
  </message>
  <message>
   <source>Done: the weights of epoch {epoch} are the best and are kept</source>
   <translation>完成：第 {epoch} 轮的权重最佳，已保留</translation>
  </message>
  <message>
   <source>Done: this is the score that fine-tuning has to beat</source>
   <translation>完成：这是微调需要超过的成绩</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>下载</translation>
  </message>
  <message>
   <source>Download or copy it again.</source>
   <translation>请重新下载或复制。</translation>
  </message>
  <message>
   <source>Download or pack it again, or unpack it yourself and open the folder.</source>
   <translation>请重新下载或打包，或自行解压后打开文件夹。</translation>
  </message>
  <message>
   <source>Download them again, or write the pictures out with one folder per class.</source>
   <translation>请重新下载，或把图片另存到每个类别一个的文件夹中。</translation>
  </message>
  <message>
   <source>Download them again.</source>
   <translation>请重新下载。</translation>
  </message>
  <message>
   <source>Download them, or choose a model whose weights are included.</source>
   <translation>请下载权重，或选择已内置权重的模型。</translation>
  </message>
  <message>
   <source>Download {size}</source>
   <translation>下载 {size}</translation>
  </message>
  <message>
   <source>Downloading {model}</source>
   <translation>正在下载 {model}</translation>
  </message>
  <message>
   <source>Draw rectangles or polygons in labelme, or export masks.</source>
   <translation>请在 labelme 中绘制矩形或多边形，或导出掩膜。</translation>
  </message>
  <message>
   <source>Draw rectangles or polygons in labelme, or set a flag for each picture.</source>
   <translation>请在 labelme 中绘制矩形或多边形，或为每张图片设置一个标志。</translation>
  </message>
  <message>
   <source>Drop a folder of photos</source>
   <translation>拖入一个照片文件夹</translation>
  </message>
  <message>
   <source>Drop a folder of photos here</source>
   <translation>将照片文件夹拖放到这里</translation>
  </message>
  <message>
   <source>Drop a folder to predict its pictures</source>
   <translation>拖入文件夹识别其中的图片</translation>
  </message>
  <message>
   <source>Drop a folder to train on it</source>
   <translation>拖入文件夹用于训练</translation>
  </message>
  <message>
   <source>Drop a folder, press Start, then drop a new photo to see what the model says.</source>
   <translation>拖入文件夹，点击开始，再拖入一张新照片，看看模型怎么说。</translation>
  </message>
  <message>
   <source>Drop a new photo to try it</source>
   <translation>拖入一张新照片试试</translation>
  </message>
  <message>
   <source>Drop a picture to predict it</source>
   <translation>拖入图片进行识别</translation>
  </message>
  <message>
   <source>Drop more</source>
   <translation>拖入更多</translation>
  </message>
  <message>
   <source>Drop pictures here</source>
   <translation>把图片拖到这里</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>用时</translation>
  </message>
  <message>
   <source>EMA decay</source>
   <translation>EMA 衰减</translation>
  </message>
  <message>
   <source>Each folder you open is kept here, with its runs and models.</source>
   <translation>您打开的每个文件夹都会连同其运行和模型保存在这里。</translation>
  </message>
  <message>
   <source>Each picture has several masks, one a class ({names}): {first}.</source>
   <translation>每张图片有多个掩膜，每个类别一个（{names}）：{first}。</translation>
  </message>
  <message>
   <source>Early stopping</source>
   <translation>提前停止</translation>
  </message>
  <message>
   <source>Early stopping may end it sooner.</source>
   <translation>早停可能使其提前结束。</translation>
  </message>
  <message>
   <source>Empty the cache</source>
   <translation>清空缓存</translation>
  </message>
  <message>
   <source>Ended before the first validation</source>
   <translation>在首次验证之前结束</translation>
  </message>
  <message>
   <source>Ended early: {count} epoch has brought no better validation.</source>
   <translation>提前结束：{count} 轮验证结果没有变好。</translation>
  </message>
  <message>
   <source>Ended early: {count} epochs have brought no better validation.</source>
   <translation>提前结束：{count} 轮验证结果没有变好。</translation>
  </message>
  <message>
   <source>Ending the run…</source>
   <translation>正在结束…</translation>
  </message>
  <message>
   <source>Ending what is measured in the background</source>
   <translation>正在结束后台的测量</translation>
  </message>
  <message>
   <source>Epoch</source>
   <translation>轮次</translation>
  </message>
  <message>
   <source>Epoch {epoch} finished: validation {score}</source>
   <translation>第 {epoch} 轮完成：验证 {score}</translation>
  </message>
  <message>
   <source>Epoch {epoch} finished: validation {score}, the best so far</source>
   <translation>第 {epoch} 轮完成：验证 {score}，目前最佳</translation>
  </message>
  <message>
   <source>Epoch {epoch} of {epochs}, step {step} of {steps}</source>
   <translation>第 {epoch} / {epochs} 轮次，第 {step} / {steps} 步</translation>
  </message>
  <message>
   <source>Epoch {epoch}: train {train}, validation {val}.</source>
   <translation>第 {epoch} 轮：训练 {train}，验证 {val}。</translation>
  </message>
  <message>
   <source>Epoch {epoch}: validation {val}.</source>
   <translation>第 {epoch} 轮：验证 {val}。</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>轮次</translation>
  </message>
  <message>
   <source>Epochs between two falls of the learning rate.</source>
   <translation>学习率两次下降之间的轮数。</translation>
  </message>
  <message>
   <source>Epochs until the full learning rate is reached.</source>
   <translation>达到完整学习率所需的轮数。</translation>
  </message>
  <message>
   <source>Epochs without a better validation score before training stops.</source>
   <translation>验证得分连续多少轮没有提高就停止训练。</translation>
  </message>
  <message>
   <source>Evaluate</source>
   <translation>评估</translation>
  </message>
  <message>
   <source>Evaluate both</source>
   <translation>评估两者</translation>
  </message>
  <message>
   <source>Evaluate both to see on which validation pictures one is correct and the other is not.</source>
   <translation>评估两者，看看哪些验证图片一个识别正确而另一个没有。</translation>
  </message>
  <message>
   <source>Evaluating</source>
   <translation>正在评估</translation>
  </message>
  <message>
   <source>Every class needs pictures for training. Change the split, or train for some epochs.</source>
   <translation>每个类别都需要训练图片。请更改划分，或训练若干轮次。</translation>
  </message>
  <message>
   <source>Every setting is the same.</source>
   <translation>所有设置都相同。</translation>
  </message>
  <message>
   <source>Every training is kept here, with its curves and its model.</source>
   <translation>每次训练都保存在这里，连同曲线和模型。</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Everything stays on this computer</source>
   <translation>所有数据都留在这台电脑上</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>任何页面</translation>
  </message>
  <message>
   <source>Export the annotations again with boxes or outlines (COCO's "instances").</source>
   <translation>请重新导出带边界框或轮廓的标注（COCO 的 instances）。</translation>
  </message>
  <message>
   <source>Export the annotations as COCO, PASCAL VOC or YOLO, or give a table with a file and a class a row.</source>
   <translation>请将标注导出为 COCO、PASCAL VOC 或 YOLO，或提供每行一个文件和一个类别的表格。</translation>
  </message>
  <message>
   <source>Export the annotations as COCO, PASCAL VOC or YOLO; or, if they do not matter, say how the pictures are to be read, such as with --as folders.</source>
   <translation>请将标注导出为 COCO、PASCAL VOC 或 YOLO 格式；如果标注无关紧要，请说明如何读取图片，例如使用 --as folders。</translation>
  </message>
  <message>
   <source>Export the boxes of each frame as COCO, PASCAL VOC or YOLO.</source>
   <translation>请把每一帧的边界框导出为 COCO、PASCAL VOC 或 YOLO。</translation>
  </message>
  <message>
   <source>Export them as COCO, PASCAL VOC, YOLO or masks; most annotation tools can.</source>
   <translation>请导出为 COCO、PASCAL VOC、YOLO 或掩膜；多数标注工具都能做到。</translation>
  </message>
  <message>
   <source>Extend the run</source>
   <translation>延长运行</translation>
  </message>
  <message>
   <source>Extend “{name}”</source>
   <translation>延长“{name}”</translation>
  </message>
  <message>
   <source>Extend…</source>
   <translation>延长…</translation>
  </message>
  <message>
   <source>Extract frames from it as JPEG or PNG, and sort these into folders.</source>
   <translation>请从中提取帧并存为 JPEG 或 PNG，再按文件夹分类。</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>Failed after {epoch} of {epochs}</source>
   <translation>失败,完成 {epoch}/{epochs}</translation>
  </message>
  <message>
   <source>Fetching weights</source>
   <translation>正在获取权重</translation>
  </message>
  <message>
   <source>Fewer models</source>
   <translation>收起</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>查找</translation>
  </message>
  <message>
   <source>Find a class</source>
   <translation>查找类别</translation>
  </message>
  <message>
   <source>Find a class in the matrix</source>
   <translation>在矩阵中查找类别</translation>
  </message>
  <message>
   <source>Find a class…</source>
   <translation>查找类别…</translation>
  </message>
  <message>
   <source>Find a file name</source>
   <translation>查找文件名</translation>
  </message>
  <message>
   <source>Find a file name…</source>
   <translation>查找文件名…</translation>
  </message>
  <message>
   <source>Find a run</source>
   <translation>查找运行</translation>
  </message>
  <message>
   <source>Find a run…</source>
   <translation>查找运行…</translation>
  </message>
  <message>
   <source>Find in the guide</source>
   <translation>在指南中查找</translation>
  </message>
  <message>
   <source>Find in the guide…</source>
   <translation>在指南中查找…</translation>
  </message>
  <message>
   <source>Find the learning rate</source>
   <translation>寻找学习率</translation>
  </message>
  <message>
   <source>Find the learning rate…</source>
   <translation>寻找学习率…</translation>
  </message>
  <message>
   <source>Fine-tunes image models on your own pictures, on this computer. Free software under Apache-2.0.</source>
   <translation>在本机用您自己的图片微调图像模型。自由软件，采用 Apache-2.0 许可。</translation>
  </message>
  <message>
   <source>Fine-tuning beat the first model on {pictures}: {run} against {first} (difference {low} to {high} points).</source>
   <translation>在{pictures}上，微调胜过首个模型：{run} 对 {first}（差 {low} 到 {high} 个百分点）。</translation>
  </message>
  <message>
   <source>Fine-tuning fell behind the first model on {pictures}: {run} against {first} (difference {low} to {high} points).</source>
   <translation>在{pictures}上，微调不如首个模型：{run} 对 {first}（差 {low} 到 {high} 个百分点）。</translation>
  </message>
  <message>
   <source>Finished</source>
   <translation>已完成</translation>
  </message>
  <message>
   <source>First model</source>
   <translation>首个模型</translation>
  </message>
  <message>
   <source>Fit the whole picture</source>
   <translation>显示整张图片</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>够用</translation>
  </message>
  <message>
   <source>Fix it, or export the annotations again.</source>
   <translation>请修正该文件，或重新导出标注。</translation>
  </message>
  <message>
   <source>Fixed</source>
   <translation>改对</translation>
  </message>
  <message>
   <source>Fixed: {fixed}, broken: {broken} (p {p}, McNemar). With {pictures} this could still be chance.</source>
   <translation>改对 {fixed} 张，改错 {broken} 张（p {p}，McNemar）。只有{pictures}，这仍可能是偶然。</translation>
  </message>
  <message>
   <source>Fixed: {fixed}, broken: {broken} of {count} (p {p}, McNemar). Chance alone rarely does this.</source>
   <translation>{count} 张中改对 {fixed} 张，改错 {broken} 张（p {p}，McNemar）。这很少是偶然。</translation>
  </message>
  <message>
   <source>Fixed: {fixed}. Newly wrong: {broken}.</source>
   <translation>改对：{fixed}。新错：{broken}。</translation>
  </message>
  <message>
   <source>Folded</source>
   <translation>合并计算</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Folder of pictures…</source>
   <translation>图片文件夹…</translation>
  </message>
  <message>
   <source>Folders for train, val and test</source>
   <translation>train、val、test 文件夹</translation>
  </message>
  <message>
   <source>Folders it understands</source>
   <translation>支持的文件夹</translation>
  </message>
  <message>
   <source>Formats that are not read</source>
   <translation>不读取的格式</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>前进</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>找到</translation>
  </message>
  <message>
   <source>Found is what has a confidence of {sure:g} or more and overlaps by {same:g} or more (IoU)</source>
   <translation>置信度不低于 {sure:g} 且重叠（IoU）不低于 {same:g} 的才算检出</translation>
  </message>
  <message>
   <source>Free some space, then go on; what was written before is safe.</source>
   <translation>请腾出一些空间后继续；之前写入的内容是安全的。</translation>
  </message>
  <message>
   <source>Free where projects are kept</source>
   <translation>项目所在磁盘的可用空间</translation>
  </message>
  <message>
   <source>Free {size} on the disk.</source>
   <translation>请在磁盘上腾出 {size}。</translation>
  </message>
  <message>
   <source>Free {size}, then open it again.</source>
   <translation>请腾出 {size} 空间，然后重新打开。</translation>
  </message>
  <message>
   <source>Freeze BatchNorm statistics</source>
   <translation>冻结 BatchNorm 统计量</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>来自文件…</translation>
  </message>
  <message>
   <source>From here on the run differs from one that went on with the same pictures.</source>
   <translation>从这里起，此运行与使用相同图片继续的运行不再一致。</translation>
  </message>
  <message>
   <source>From scratch</source>
   <translation>从零开始</translation>
  </message>
  <message>
   <source>From scratch, without pretrained weights</source>
   <translation>从零开始，不用预训练权重</translation>
  </message>
  <message>
   <source>GPU</source>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Gentle</source>
   <translation>轻度</translation>
  </message>
  <message>
   <source>Getting ready</source>
   <translation>正在准备</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>正在准备…</translation>
  </message>
  <message>
   <source>Give each mask the name of its picture, and put the masks into a folder 'masks'.</source>
   <translation>请将每个掩码命名为与其图片相同的名称，并放入 masks 文件夹。</translation>
  </message>
  <message>
   <source>Give the pictures different names and label them again, or open the folder that is meant.</source>
   <translation>请为图片取不同的名称并重新标注，或打开所指的文件夹。</translation>
  </message>
  <message>
   <source>Give this account the permission to read it.</source>
   <translation>请授予此账户读取权限。</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>继续使用</translation>
  </message>
  <message>
   <source>Go on there.</source>
   <translation>请在那里继续。</translation>
  </message>
  <message>
   <source>Go on with the new contents</source>
   <translation>使用新内容继续</translation>
  </message>
  <message>
   <source>Go on with the new contents, without {count} that are lost</source>
   <translation>使用新内容继续，不用丢失的 {count} 张</translation>
  </message>
  <message>
   <source>Go on with the new contents, without {count} that is lost</source>
   <translation>使用新内容继续，不用丢失的 {count} 张</translation>
  </message>
  <message>
   <source>Go on without them, or look at the data again for a new run.</source>
   <translation>可以不用它们而继续，或重新查看数据后开始新的运行。</translation>
  </message>
  <message>
   <source>Go on without {count} picture</source>
   <translation>不用这 {count} 张图片继续</translation>
  </message>
  <message>
   <source>Go on without {count} pictures</source>
   <translation>不用这 {count} 张图片继续</translation>
  </message>
  <message>
   <source>Go through the pictures</source>
   <translation>逐张浏览图片</translation>
  </message>
  <message>
   <source>Go to Start</source>
   <translation>前往“开始”</translation>
  </message>
  <message>
   <source>Go to Train</source>
   <translation>前往“训练”</translation>
  </message>
  <message>
   <source>Good enough to try on new pictures: {score}, the true share is {low} to {high} %.</source>
   <translation>可以用新图片试试了：{score}，真实比例在 {low} 到 {high} % 之间。</translation>
  </message>
  <message>
   <source>Good enough to try on new pictures: {score}.</source>
   <translation>可以用新图片试试了：{score}。</translation>
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation>梯度裁剪</translation>
  </message>
  <message>
   <source>Grid</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Ground truth</source>
   <translation>标注</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>指南</translation>
  </message>
  <message>
   <source>Guide, at what fits the page</source>
   <translation>打开指南中与本页对应的部分</translation>
  </message>
  <message>
   <source>Half precision can be faster where the hardware has it. Automatic uses it on NVIDIA GPUs, and on CPUs where nothing is learned.</source>
   <translation>硬件支持时，半精度可能更快。“自动”在 NVIDIA GPU 上使用它，在 CPU 上只用于不学习的部分。</translation>
  </message>
  <message>
   <source>Handwritten digits</source>
   <translation>手写数字</translation>
  </message>
  <message>
   <source>Handwritten digits: 1,797 pictures in 10 classes.</source>
   <translation>手写数字：10 个类别，共 1,797 张图片。</translation>
  </message>
  <message>
   <source>Head initialisation</source>
   <translation>分类头初始化</translation>
  </message>
  <message>
   <source>High; {low:g} to {high:g} is usual</source>
   <translation>偏高；通常为 {low:g} 至 {high:g}</translation>
  </message>
  <message>
   <source>Highest confidence</source>
   <translation>最确定</translation>
  </message>
  <message>
   <source>History</source>
   <translation>历史</translation>
  </message>
  <message>
   <source>How gradients become steps.</source>
   <translation>梯度如何变成更新步。</translation>
  </message>
  <message>
   <source>How is it to be read?</source>
   <translation>应如何读取？</translation>
  </message>
  <message>
   <source>How it works</source>
   <translation>工作原理</translation>
  </message>
  <message>
   <source>How large a step is.</source>
   <translation>每一步有多大。</translation>
  </message>
  <message>
   <source>How long all of it takes, what comes before the first step included.</source>
   <translation>全部所需的时间，包括第一步之前的准备。</translation>
  </message>
  <message>
   <source>How long one pass over the training pictures and the validation after it takes.</source>
   <translation>把训练图片看一遍并随后验证所需的时间。</translation>
  </message>
  <message>
   <source>How long the whole run takes on this computer, measured in a few real steps with these settings.</source>
   <translation>整个运行在这台电脑上需要多久，用这些设置实际试几步测得。</translation>
  </message>
  <message>
   <source>How long was trained, pauses left out.</source>
   <translation>训练了多久，暂停不计。</translation>
  </message>
  <message>
   <source>How much of the last step is kept.</source>
   <translation>上一步保留多少。</translation>
  </message>
  <message>
   <source>How much the Dice loss, the overlap of masks, counts beside the cross-entropy; helps small classes.</source>
   <translation>Dice 损失（掩码的重叠）相对于交叉熵的权重；对小类别有帮助。</translation>
  </message>
  <message>
   <source>How often every training picture is seen.</source>
   <translation>每张训练图片被看几遍。</translation>
  </message>
  <message>
   <source>How the learning rate moves over the run.</source>
   <translation>学习率在运行中如何变化。</translation>
  </message>
  <message>
   <source>How well boxes are found and placed, 0 to 100: the mean over classes of AP, itself a mean over how much a box must overlap the true one, from half to 95 %.</source>
   <translation>框找得多全、放得多准，0 到 100：各类别 AP 的平均值，而 AP 又是对框与真实框须重叠多少（从一半到 95 %）取的平均。</translation>
  </message>
  <message>
   <source>How well boxes are found, 0 to 100, where a box counts as found once half of it and the true one overlap.</source>
   <translation>框找得多全，0 到 100：框与真实框重叠一半即算找到。</translation>
  </message>
  <message>
   <source>How well masks fit, 0 to 100: what the model's and the true mask share, as a part of both together, on the average over the classes.</source>
   <translation>掩码有多吻合，0 到 100：模型掩码与真实掩码的重合部分占两者合起来的比例，对各类别取平均。</translation>
  </message>
  <message>
   <source>I found no other way to read it.</source>
   <translation>没有找到其他读取方式。</translation>
  </message>
  <message>
   <source>If they are classes all the same, open it with --class-level {level}.</source>
   <translation>如果它们确实是类别，请用 --class-level {level} 打开。</translation>
  </message>
  <message>
   <source>If they are classes, give the folders other names. {do}</source>
   <translation>如果它们是类别，请给文件夹换个名称。{do}</translation>
  </message>
  <message>
   <source>If they are classes, say so with --as file_names.</source>
   <translation>如果是类别，请用 --as file_names 说明。</translation>
  </message>
  <message>
   <source>ImageNet's development kit</source>
   <translation>ImageNet 开发工具包</translation>
  </message>
  <message>
   <source>In YOLO's format a line is a class number and numbers between 0 and 1, between spaces.</source>
   <translation>在 YOLO 格式中，每行是一个类别编号和若干 0 到 1 之间的数字，以空格分隔。</translation>
  </message>
  <message>
   <source>In brackets: the 95 % interval of the score</source>
   <translation>括号内为该成绩的 95 % 置信区间</translation>
  </message>
  <message>
   <source>In it</source>
   <translation>其中</translation>
  </message>
  <message>
   <source>Include file names</source>
   <translation>包含文件名</translation>
  </message>
  <message>
   <source>Included</source>
   <translation>已内置</translation>
  </message>
  <message>
   <source>Indexed PNG masks</source>
   <translation>索引 PNG 掩膜</translation>
  </message>
  <message>
   <source>Interrupted after {epoch} of {epochs}</source>
   <translation>中断,完成 {epoch}/{epochs}</translation>
  </message>
  <message>
   <source>Interrupted at step {step}. Nothing before it is lost.</source>
   <translation>在第 {step} 步中断。此前的内容没有丢失。</translation>
  </message>
  <message>
   <source>Intersection over union: what the model's and the true mask of the class share, as a part of both together.</source>
   <translation>交并比：该类别的模型掩码与真实掩码的重合部分占两者合起来的比例。</translation>
  </message>
  <message>
   <source>Interval</source>
   <translation>区间</translation>
  </message>
  <message>
   <source>IoU</source>
   <translation>IoU</translation>
  </message>
  <message>
   <source>Is</source>
   <translation>实际</translation>
  </message>
  <message>
   <source>It and the first model are correct on all of {pictures}: these pictures cannot tell them apart.</source>
   <translation>它和首个模型都认对了全部{pictures}：这些图片分不出高下。</translation>
  </message>
  <message>
   <source>It can be read so: {how}.</source>
   <translation>可以这样读取：{how}。</translation>
  </message>
  <message>
   <source>It cannot be read: {why}.</source>
   <translation>无法读取：{why}。</translation>
  </message>
  <message>
   <source>It could also be read so: {how}.</source>
   <translation>也可以这样读取：{how}。</translation>
  </message>
  <message>
   <source>It ended before its first validation.</source>
   <translation>它在首次验证之前就结束了。</translation>
  </message>
  <message>
   <source>It had ended after epoch {epoch} of {epochs}, as the time budget was spent. The epochs asked for now are trained in full.</source>
   <translation>它曾在第 {epoch} 轮（共 {epochs} 轮）后结束，因为时间预算已用完。现在要求的轮数会全部训练完。</translation>
  </message>
  <message>
   <source>It had ended after epoch {epoch} of {epochs}, as {count} epoch had brought no better validation. The epochs asked for now are trained in full.</source>
   <translation>它曾在第 {epoch} 轮（共 {epochs} 轮）后结束，因为有 {count} 轮验证结果没有变好。现在要求的轮数会全部训练完。</translation>
  </message>
  <message>
   <source>It had ended after epoch {epoch} of {epochs}, as {count} epochs had brought no better validation. The epochs asked for now are trained in full.</source>
   <translation>它曾在第 {epoch} 轮（共 {epochs} 轮）后结束，因为有 {count} 轮验证结果没有变好。现在要求的轮数会全部训练完。</translation>
  </message>
  <message>
   <source>It has one after its first validation.</source>
   <translation>首次验证之后就会有。</translation>
  </message>
  <message>
   <source>It has trained {done} of {meant} epochs and goes on from its last checkpoint.</source>
   <translation>已训练 {done} / {meant} 轮，将从最后的检查点继续。</translation>
  </message>
  <message>
   <source>It holds outlines as run lengths.</source>
   <translation>此列以游程编码保存轮廓。</translation>
  </message>
  <message>
   <source>It is assumed that {what}.</source>
   <translation>这里假定{what}。</translation>
  </message>
  <message>
   <source>It no longer got better, at {score}. Best learns longer and may reach more.</source>
   <translation>不再变好，停在 {score}。“最佳”学得更久，可能更好。</translation>
  </message>
  <message>
   <source>It no longer got better, at {score}. More pictures of every class are what may help.</source>
   <translation>不再变好，停在 {score}。为每个类别增加图片可能有帮助。</translation>
  </message>
  <message>
   <source>It was pasted and has no file.</source>
   <translation>它是粘贴来的，没有文件。</translation>
  </message>
  <message>
   <source>It was still getting better at the end: {points} points over the last {count} epochs, to {score}.</source>
   <translation>结束时仍在变好：最近 {count} 个轮次上升 {points} 个百分点，达到 {score}。</translation>
  </message>
  <message>
   <source>It was still getting better when it was stopped: {points} points over the last {count} epochs, to {score}.</source>
   <translation>停止时仍在变好：最近 {count} 个轮次上升 {points} 个百分点，达到 {score}。</translation>
  </message>
  <message>
   <source>It was still getting better: by {points} over the last {count} epochs, to {score}.</source>
   <translation>它仍在变好：最近 {count} 轮改善了 {points}，达到 {score}。</translation>
  </message>
  <message>
   <source>It {reason}.</source>
   <translation>该文件{reason}。</translation>
  </message>
  <message>
   <source>Its best weights can still be used. To train, start a new run.</source>
   <translation>它的最佳权重仍可使用。要训练，请开始新的运行。</translation>
  </message>
  <message>
   <source>Its checkpoints cannot be read either. Train a new run.</source>
   <translation>它的检查点也无法读取。请重新训练。</translation>
  </message>
  <message>
   <source>Its curves can still be read.</source>
   <translation>它的曲线仍可读取。</translation>
  </message>
  <message>
   <source>Its runs, models and decisions move to the bin. Your pictures stay where they are.</source>
   <translation>其运行、模型和各项更改将移到回收站。您的图片留在原处。</translation>
  </message>
  <message>
   <source>Its values are measured numbers, no classes.</source>
   <translation>此列的值是测量所得的数字，不是类别。</translation>
  </message>
  <message>
   <source>Its weights (best.safetensors) and its curves can still be read.</source>
   <translation>它的权重（best.safetensors）和曲线仍可读取。</translation>
  </message>
  <message>
   <source>Its weights (best.safetensors) can still be read.</source>
   <translation>它的权重（best.safetensors）仍可读取。</translation>
  </message>
  <message>
   <source>JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP and GIF can be read.</source>
   <translation>可以读取 JPEG、PNG、WebP、HEIC、AVIF、TIFF、BMP 和 GIF。</translation>
  </message>
  <message>
   <source>JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP, GIF</source>
   <translation>JPEG、PNG、WebP、HEIC、AVIF、TIFF、BMP、GIF</translation>
  </message>
  <message>
   <source>Join the masks of a picture into one, with a value for each class.</source>
   <translation>请把每张图片的掩膜合并为一个，每个类别用一个值。</translation>
  </message>
  <message>
   <source>KITTI boxes</source>
   <translation>KITTI 边界框</translation>
  </message>
  <message>
   <source>KITTI's instances</source>
   <translation>KITTI 实例</translation>
  </message>
  <message>
   <source>KITTI's tracklets</source>
   <translation>KITTI 轨迹</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>保留</translation>
  </message>
  <message>
   <source>Keep it as it is</source>
   <translation>保持现状</translation>
  </message>
  <message>
   <source>Keep one label a picture, or choose the column with --label {column}: then each combination is a class.</source>
   <translation>请让每张图片只保留一个标签，或用 --label {column} 选择此列：这样每种组合就是一个类别。</translation>
  </message>
  <message>
   <source>Keep one row a picture.</source>
   <translation>请让每张图片只保留一行。</translation>
  </message>
  <message>
   <source>Keep the project on a disk of this computer.</source>
   <translation>请把项目放在本机的磁盘上。</translation>
  </message>
  <message>
   <source>Keep your split</source>
   <translation>沿用现有划分</translation>
  </message>
  <message>
   <source>Keeps what the model knows; only its last layers learn</source>
   <translation>保留模型已有的知识，只有最后几层学习</translation>
  </message>
  <message>
   <source>Kept with the project. You can change it back here.</source>
   <translation>随项目保存。您可以在这里改回来。</translation>
  </message>
  <message>
   <source>Known: {names}.</source>
   <translation>已知：{names}。</translation>
  </message>
  <message>
   <source>Label smoothing</source>
   <translation>标签平滑</translation>
  </message>
  <message>
   <source>Labelme boxes</source>
   <translation>Labelme 框</translation>
  </message>
  <message>
   <source>Labelme flags as classes</source>
   <translation>labelme 标志作为类别</translation>
  </message>
  <message>
   <source>Labelme outlines as masks</source>
   <translation>Labelme 轮廓（作为掩膜）</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Language: {name}</source>
   <translation>语言：{name}</translation>
  </message>
  <message>
   <source>Larger, smaller or normal text</source>
   <translation>放大、缩小或恢复文字</translation>
  </message>
  <message>
   <source>Larger, smaller, fitted, pixel for pixel</source>
   <translation>放大、缩小、适合窗口、原始像素</translation>
  </message>
  <message>
   <source>Largest boxes</source>
   <translation>最大的框</translation>
  </message>
  <message>
   <source>Largest class</source>
   <translation>最大类别</translation>
  </message>
  <message>
   <source>Learning</source>
   <translation>学习</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>学习率</translation>
  </message>
  <message>
   <source>Learning well: validation is still rising</source>
   <translation>学习良好：验证得分仍在上升</translation>
  </message>
  <message>
   <source>Learning: the first epochs show where it goes</source>
   <translation>学习中：最初几轮会显示走向</translation>
  </message>
  <message>
   <source>Learning: validation moves around its best</source>
   <translation>学习中：验证得分在最佳值附近波动</translation>
  </message>
  <message>
   <source>Leave one answer for each picture, or choose another question with --label.</source>
   <translation>请为每张图片只保留一个答案，或用 --label 选择另一个问题。</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>排除</translation>
  </message>
  <message>
   <source>Leave out or join classes in the annotations, or export them as boxes, which have no such limit.</source>
   <translation>请在标注中去掉或合并一些类别，或改为导出标注框，标注框没有这种限制。</translation>
  </message>
  <message>
   <source>Leave the chosen pictures out</source>
   <translation>排除所选图片</translation>
  </message>
  <message>
   <source>Leave the copies out</source>
   <translation>排除重复的</translation>
  </message>
  <message>
   <source>Leave them</source>
   <translation>留在原处</translation>
  </message>
  <message>
   <source>Leave them out</source>
   <translation>排除它们</translation>
  </message>
  <message>
   <source>Leave them out of training</source>
   <translation>从训练中排除它们</translation>
  </message>
  <message>
   <source>Leave “{name}” out</source>
   <translation>排除“{name}”</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>已排除</translation>
  </message>
  <message>
   <source>Less motion</source>
   <translation>减少动画</translation>
  </message>
  <message>
   <source>Let go to open “{name}”</source>
   <translation>松开即可打开“{name}”</translation>
  </message>
  <message>
   <source>Levelling off: no better validation for {epochs}</source>
   <translation>趋于平稳：验证得分已有{epochs}没有提高</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>许可</translation>
  </message>
  <message>
   <source>Licences</source>
   <translation>许可</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>浅色</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>浅色主题</translation>
  </message>
  <message>
   <source>Lists of pictures and boxes (keras-yolo)</source>
   <translation>图片与边界框列表（keras-yolo）</translation>
  </message>
  <message>
   <source>Loading PyTorch</source>
   <translation>正在加载 PyTorch</translation>
  </message>
  <message>
   <source>Loading the weights</source>
   <translation>正在加载权重</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Log scale</source>
   <translation>对数坐标</translation>
  </message>
  <message>
   <source>Longer gradients are cut to this norm, so that one odd batch cannot undo the rest.</source>
   <translation>过长的梯度会被裁到此范数，以免一个异常批次毁掉其余成果。</translation>
  </message>
  <message>
   <source>Look after this disk, and keep the project on another one. What was written before is kept.</source>
   <translation>请检查此磁盘，并把项目放到另一块磁盘上。之前写入的内容仍然保留。</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>重新检查</translation>
  </message>
  <message>
   <source>Look again and start</source>
   <translation>重新查看并开始</translation>
  </message>
  <message>
   <source>Look again and train anew</source>
   <translation>重新查看并重新训练</translation>
  </message>
  <message>
   <source>Look at it in the tool that made it, and export it again.</source>
   <translation>请在制作它的工具中检查，然后重新导出。</translation>
  </message>
  <message>
   <source>Look at the annotations in the tool that made them, and export them again.</source>
   <translation>请在制作标注的工具中检查这些标注，然后重新导出。</translation>
  </message>
  <message>
   <source>Look at the data again, then start.</source>
   <translation>请重新查看数据，然后开始。</translation>
  </message>
  <message>
   <source>Look at the file in the tool that made it, and export it again.</source>
   <translation>请在制作该文件的工具中检查它，然后重新导出。</translation>
  </message>
  <message>
   <source>Look at the folder again</source>
   <translation>重新检查文件夹</translation>
  </message>
  <message>
   <source>Look whether its disk is connected.</source>
   <translation>请检查所在磁盘是否已连接。</translation>
  </message>
  <message>
   <source>Looking at it</source>
   <translation>正在看</translation>
  </message>
  <message>
   <source>Looking at the pictures with the pretrained model</source>
   <translation>正在用预训练模型查看图片</translation>
  </message>
  <message>
   <source>Looking for changes</source>
   <translation>正在查找更改</translation>
  </message>
  <message>
   <source>Looking for models</source>
   <translation>正在查找模型</translation>
  </message>
  <message>
   <source>Looking for other ways to read it…</source>
   <translation>正在查找其他读取方式…</translation>
  </message>
  <message>
   <source>Looking for pictures</source>
   <translation>正在查找图片</translation>
  </message>
  <message>
   <source>Looking for runs</source>
   <translation>正在查找运行</translation>
  </message>
  <message>
   <source>Looking it up…</source>
   <translation>正在查找…</translation>
  </message>
  <message>
   <source>Looking what it is</source>
   <translation>正在判断数据类型</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>损失</translation>
  </message>
  <message>
   <source>Loss by learning rate</source>
   <translation>不同学习率下的损失</translation>
  </message>
  <message>
   <source>Loss, smoothed; thin: of each step</source>
   <translation>损失（平滑后）；细线：每一步</translation>
  </message>
  <message>
   <source>Low; {low:g} to {high:g} is usual</source>
   <translation>偏低；通常为 {low:g} 至 {high:g}</translation>
  </message>
  <message>
   <source>MNIST idx files</source>
   <translation>MNIST idx 文件</translation>
  </message>
  <message>
   <source>MOT tracks</source>
   <translation>MOT 轨迹</translation>
  </message>
  <message>
   <source>Macro F1</source>
   <translation>宏平均 F1</translation>
  </message>
  <message>
   <source>Made in the background for the pictures of each project</source>
   <translation>在后台为每个项目的图片制作</translation>
  </message>
  <message>
   <source>Make it writable, or use a folder on another disk.</source>
   <translation>请将其设为可写，或使用其他磁盘上的文件夹。</translation>
  </message>
  <message>
   <source>Makes pictures of rare classes count more.</source>
   <translation>让稀少类别的图片更有分量。</translation>
  </message>
  <message>
   <source>Many cells hold several answers; each combination would be a class.</source>
   <translation>许多单元格含有多个答案；每种组合会成为一个类别。</translation>
  </message>
  <message>
   <source>Mask</source>
   <translation>掩膜</translation>
  </message>
  <message>
   <source>Masks of sample pictures are not kept.</source>
   <translation>示例图片的掩码未保存。</translation>
  </message>
  <message>
   <source>Mean IoU</source>
   <translation>平均 IoU</translation>
  </message>
  <message>
   <source>Measure again</source>
   <translation>重新测量</translation>
  </message>
  <message>
   <source>Measured on 1 of the {pictures}; no interval is known for it.</source>
   <translation>在 1 {pictures}上测得；没有已知的区间。</translation>
  </message>
  <message>
   <source>Measured on {count} {pictures}; no interval is known for it.</source>
   <translation>在 {count} {pictures}上测得；没有已知的区间。</translation>
  </message>
  <message>
   <source>Measured over {steps} ({device}), {time}.</source>
   <translation>实测{steps}（{device}），{time}。</translation>
  </message>
  <message>
   <source>Measured speeds are not remembered; they are measured again.</source>
   <translation>测得的速度未被记住；会重新测量。</translation>
  </message>
  <message>
   <source>Measuring</source>
   <translation>正在测量</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>内存</translation>
  </message>
  <message>
   <source>Memory is not enough for a single picture at {size} px.</source>
   <translation>内存不足以处理一张 {size} 像素的图片。</translation>
  </message>
  <message>
   <source>Memory is not enough for a single picture.</source>
   <translation>内存不足以处理一张图片。</translation>
  </message>
  <message>
   <source>Memory is short. Each step takes {parts} parts of {pictures} and still learns from all {batch}.</source>
   <translation>内存不足。每一步分 {parts} 份、每份{pictures}，仍从全部 {batch} 张中学习。</translation>
  </message>
  <message>
   <source>Memory layout</source>
   <translation>内存布局</translation>
  </message>
  <message>
   <source>Memory ran out.</source>
   <translation>内存不足。</translation>
  </message>
  <message>
   <source>Memory ran out. Each step now takes {parts} parts of {pictures} and still learns from all {batch}.</source>
   <translation>内存不足。现在每步分 {parts} 份、每份{pictures}，仍从全部 {batch} 张中学习。</translation>
  </message>
  <message>
   <source>Memory ran out. From now on fewer pictures go through the model at a time.</source>
   <translation>内存不足。从现在起，每次让更少的图片通过模型。</translation>
  </message>
  <message>
   <source>Mix again (seed {seed})</source>
   <translation>重新打乱（种子 {seed}）</translation>
  </message>
  <message>
   <source>Mix the classes</source>
   <translation>混排各类别</translation>
  </message>
  <message>
   <source>Mixed, bfloat16</source>
   <translation>混合，bfloat16</translation>
  </message>
  <message>
   <source>Mixed, float16</source>
   <translation>混合，float16</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>动量</translation>
  </message>
  <message>
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <source>More classes</source>
   <translation>更多类别</translation>
  </message>
  <message>
   <source>More epochs</source>
   <translation>增加的轮次</translation>
  </message>
  <message>
   <source>More than half of it is empty.</source>
   <translation>此列一半以上是空的。</translation>
  </message>
  <message>
   <source>More: model and every setting</source>
   <translation>更多：模型和所有设置</translation>
  </message>
  <message>
   <source>Move 1 project?</source>
   <translation>移动 1 个项目？</translation>
  </message>
  <message>
   <source>Move them</source>
   <translation>移动</translation>
  </message>
  <message>
   <source>Move to bin</source>
   <translation>移到回收站</translation>
  </message>
  <message>
   <source>Move to the bin</source>
   <translation>移到回收站</translation>
  </message>
  <message>
   <source>Move {count} projects?</source>
   <translation>移动 {count} 个项目？</translation>
  </message>
  <message>
   <source>Moving the projects</source>
   <translation>正在移动项目</translation>
  </message>
  <message>
   <source>NIfTI or another volume</source>
   <translation>NIfTI 或其他体数据</translation>
  </message>
  <message>
   <source>NVIDIA GPU (CUDA)</source>
   <translation>NVIDIA GPU（CUDA）</translation>
  </message>
  <message>
   <source>Name its columns filename, class, xmin, ymin, xmax and ymax.</source>
   <translation>请把各列命名为 filename、class、xmin、ymin、xmax 和 ymax。</translation>
  </message>
  <message>
   <source>Name its columns path, label and, where there is one, split.</source>
   <translation>请将其列命名为 path、label，如有划分列则命名为 split。</translation>
  </message>
  <message>
   <source>Name of the project</source>
   <translation>项目名称</translation>
  </message>
  <message>
   <source>Name of the run</source>
   <translation>运行名称</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Nearly every row has a value of its own.</source>
   <translation>几乎每一行的值都各不相同。</translation>
  </message>
  <message>
   <source>Needs a trained model first</source>
   <translation>需要先训练一个模型</translation>
  </message>
  <message>
   <source>Neither is ahead</source>
   <translation>不分上下</translation>
  </message>
  <message>
   <source>New projects are kept there from now on.</source>
   <translation>今后的新项目保存在那里。</translation>
  </message>
  <message>
   <source>New: {added}. Gone: {gone}. Changed: {changed}.</source>
   <translation>新增 {added}，消失 {gone}，更改 {changed}。</translation>
  </message>
  <message>
   <source>Next best</source>
   <translation>第二候选</translation>
  </message>
  <message>
   <source>Next largest</source>
   <translation>其次</translation>
  </message>
  <message>
   <source>Next match</source>
   <translation>下一处</translation>
  </message>
  <message>
   <source>Next or previous match</source>
   <translation>下一处或上一处</translation>
  </message>
  <message>
   <source>Next warning</source>
   <translation>下一条警告</translation>
  </message>
  <message>
   <source>No 16-bit picture holds more than {bits} bits, so {white} is white in all of them.</source>
   <translation>16 位图片实际都不超过 {bits} 位，因此所有图片都以 {white} 为白。</translation>
  </message>
  <message>
   <source>No Apple GPU was found.</source>
   <translation>未找到 Apple GPU。</translation>
  </message>
  <message>
   <source>No JSON file beside the pictures can be read: {name} {reason}.</source>
   <translation>图片旁边的 JSON 文件都无法读取：{name} {reason}。</translation>
  </message>
  <message>
   <source>No JSON file in '{name}' sets a flag for its picture.</source>
   <translation>“{name}”中没有 JSON 文件为其图片设置标志。</translation>
  </message>
  <message>
   <source>No NVIDIA GPU was found.</source>
   <translation>未找到 NVIDIA GPU。</translation>
  </message>
  <message>
   <source>No annotation in {name} belongs to a listed picture: each image_id is no picture's id.</source>
   <translation>{name} 中没有一条标注属于所列图片：所有 image_id 都不是图片的 id。</translation>
  </message>
  <message>
   <source>No better than the first model: {run} against {first} of {pictures} ({low} to {high} points).</source>
   <translation>并不比首个模型好：在 {pictures}上 {run} 对 {first}（差 {low} 到 {high} 个百分点）。</translation>
  </message>
  <message>
   <source>No box is hidden.</source>
   <translation>没有隐藏的框。</translation>
  </message>
  <message>
   <source>No column of {file} names classes: all boxes are '{name}'.</source>
   <translation>{file} 中没有一列给出类别：所有框都归为“{name}”。</translation>
  </message>
  <message>
   <source>No column of {file} names classes: all masks are '{name}'.</source>
   <translation>{file} 中没有一列给出类别：所有掩码都归为“{name}”。</translation>
  </message>
  <message>
   <source>No file gives the classes' names (data.yaml, classes.txt), so they are numbers.</source>
   <translation>没有文件给出类别名称（data.yaml、classes.txt），因此用数字表示。</translation>
  </message>
  <message>
   <source>No file in '{name}' that is of {tool} lists a picture.</source>
   <translation>“{name}”中没有来自 {tool} 且列出图片的文件。</translation>
  </message>
  <message>
   <source>No model yet</source>
   <translation>还没有模型</translation>
  </message>
  <message>
   <source>No picture has an object of any of the {count} classes.</source>
   <translation>没有一张图片含有这 {count} 个类别中的任何对象。</translation>
  </message>
  <message>
   <source>No picture matches</source>
   <translation>没有符合条件的图片</translation>
  </message>
  <message>
   <source>No pixel of the masks belongs to a class.</source>
   <translation>掩膜中没有一个像素属于某个类别。</translation>
  </message>
  <message>
   <source>No prediction</source>
   <translation>没有结果</translation>
  </message>
  <message>
   <source>No project can be made in {path}: it cannot be written to.</source>
   <translation>无法在 {path} 中建立项目：它不可写。</translation>
  </message>
  <message>
   <source>No project is open</source>
   <translation>没有打开的项目</translation>
  </message>
  <message>
   <source>No project open</source>
   <translation>没有打开的项目</translation>
  </message>
  <message>
   <source>No projects yet</source>
   <translation>还没有项目</translation>
  </message>
  <message>
   <source>No run on show</source>
   <translation>没有可显示的运行</translation>
  </message>
  <message>
   <source>No runs yet</source>
   <translation>还没有运行</translation>
  </message>
  <message>
   <source>No shape has an attribute: all are of one class, '{name}'.</source>
   <translation>形状都没有属性：全部归入一个类别“{name}”。</translation>
  </message>
  <message>
   <source>No table has a column '{column}' that names pictures; {file} has: {columns}.</source>
   <translation>没有表格含有指明图片的列“{column}”；{file} 的列有：{columns}。</translation>
  </message>
  <message>
   <source>No table in '{name}' has a column of run lengths.</source>
   <translation>“{name}”中没有表格含有游程编码的列。</translation>
  </message>
  <message>
   <source>No table in '{name}' has columns of pictures and boxes.</source>
   <translation>“{name}”中没有表格含有图片列和框列。</translation>
  </message>
  <message>
   <source>No table of pictures has a column '{column}'; {file} has: {columns}.</source>
   <translation>没有图片表格含有列“{column}”；{file} 的列有：{columns}。</translation>
  </message>
  <message>
   <source>No weights</source>
   <translation>没有权重</translation>
  </message>
  <message>
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <source>None of the pictures that the run {name} was made of is in {root}.</source>
   <translation>运行 {name} 所用的图片都不在 {root} 中。</translation>
  </message>
  <message>
   <source>None of the {count} pictures can be read. The first: {first}</source>
   <translation>{count} 张图片都无法读取。第一张：{first}</translation>
  </message>
  <message>
   <source>None of the {count} pictures that {file} names is there.</source>
   <translation>{file} 指明的 {count} 张图片都不存在。</translation>
  </message>
  <message>
   <source>None of the {count} pictures that {name} lists is here.</source>
   <translation>{name} 列出的 {count} 张图片都不在此处。</translation>
  </message>
  <message>
   <source>None of the {count} rows of {name} names a picture that lies in its folder '{folder}' or below.</source>
   <translation>{name} 的 {count} 行中，没有一行指明其所在文件夹“{folder}”及以下的图片。</translation>
  </message>
  <message>
   <source>None of this project's pictures is in {path}.</source>
   <translation>{path} 中没有此项目的任何图片。</translation>
  </message>
  <message>
   <source>Not in this picture: {classes}</source>
   <translation>此图中没有：{classes}</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>暂不</translation>
  </message>
  <message>
   <source>Not on this page</source>
   <translation>本页没有</translation>
  </message>
  <message>
   <source>Not sure: look at it yourself.</source>
   <translation>不太确定：请自己看一下。</translation>
  </message>
  <message>
   <source>Not used with the other choices.</source>
   <translation>在当前的选择下不起作用。</translation>
  </message>
  <message>
   <source>Nothing can be changed: {why}.</source>
   <translation>无法做任何更改：{why}。</translation>
  </message>
  <message>
   <source>Nothing else of it can be read.</source>
   <translation>它的其他内容也都无法读取。</translation>
  </message>
  <message>
   <source>Nothing fades or slides</source>
   <translation>不淡入淡出，也不滑动</translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <source>Nothing has changed.</source>
   <translation>没有变化。</translation>
  </message>
  <message>
   <source>Nothing is lost.</source>
   <translation>没有丢失任何内容。</translation>
  </message>
  <message>
   <source>Nothing is lost. {count} more are in the history.</source>
   <translation>没有丢失任何内容。历史中还有 {count} 个。</translation>
  </message>
  <message>
   <source>Noticed</source>
   <translation>注意</translation>
  </message>
  <message>
   <source>Noticed while reading</source>
   <translation>读取时的发现</translation>
  </message>
  <message>
   <source>Objectness</source>
   <translation>目标性</translation>
  </message>
  <message>
   <source>Objects are learned as a whole: their parts are passed over.</source>
   <translation>物体作为整体学习：其部件被略过。</translation>
  </message>
  <message>
   <source>Of the pictures of this class, the share that is predicted correctly.</source>
   <translation>该类别的图片中，模型认对的比例。</translation>
  </message>
  <message>
   <source>Of the pictures to which the model gives this class, the share that are of it.</source>
   <translation>模型判为该类别的图片中，真正属于它的比例。</translation>
  </message>
  <message>
   <source>Of the run “{name}”.</source>
   <translation>来自运行“{name}”。</translation>
  </message>
  <message>
   <source>Of what the app carries</source>
   <translation>随应用附带的内容</translation>
  </message>
  <message>
   <source>Of {all} classes, the {count} in the most pictures are taken, the others ignored.</source>
   <translation>共有 {all} 个类别，采用出现在最多图片中的 {count} 个，其余忽略。</translation>
  </message>
  <message>
   <source>Of {count} files that may be annotations, those looked at cannot be read: {name} {reason}.</source>
   <translation>在 {count} 个可能是标注的文件中，查看过的都无法读取：{name} {reason}。</translation>
  </message>
  <message>
   <source>Of {total} label files, {count} could be read as YOLO: line {number} of {name} has pixels, '{line}'.</source>
   <translation>{total} 个标签文件中有 {count} 个能按 YOLO 读取：{name} 的第 {number} 行是像素值“{line}”。</translation>
  </message>
  <message>
   <source>Of {total} label files, {count} could be read as YOLO: line {number} of {name} is '{line}'.</source>
   <translation>{total} 个标签文件中有 {count} 个能按 YOLO 读取：{name} 的第 {number} 行是“{line}”。</translation>
  </message>
  <message>
   <source>On Debian or Ubuntu type: {apt}. On Fedora: {dnf}.</source>
   <translation>在 Debian 或 Ubuntu 上输入：{apt}。在 Fedora 上输入：{dnf}。</translation>
  </message>
  <message>
   <source>On disk</source>
   <translation>占用空间</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>在本机</translation>
  </message>
  <message>
   <source>One change of the model's weights, made from one batch of pictures.</source>
   <translation>用一批图片对模型权重做一次改变。</translation>
  </message>
  <message>
   <source>One epoch</source>
   <translation>一轮</translation>
  </message>
  <message>
   <source>One folder per class</source>
   <translation>每个类别一个文件夹</translation>
  </message>
  <message>
   <source>One of them has no score yet</source>
   <translation>其中一个还没有分数</translation>
  </message>
  <message>
   <source>One of: {names}.</source>
   <translation>可选：{names}。</translation>
  </message>
  <message>
   <source>One pass over all training pictures.</source>
   <translation>把所有训练图片看一遍。</translation>
  </message>
  <message>
   <source>One picture has one mask here: if the masks fit the pictures of one folder, take the other one away.</source>
   <translation>这里一张图片对应一个掩码：如果掩码只对应其中一个文件夹的图片，请移走另一个文件夹。</translation>
  </message>
  <message>
   <source>One training, with its settings, its curves and its best weights.</source>
   <translation>一次训练，包括它的设置、曲线和最佳权重。</translation>
  </message>
  <message>
   <source>One, many or a whole folder, or paste one with Ctrl+V. {run} names them.</source>
   <translation>一张、多张或整个文件夹都可以，也可以用 Ctrl+V 粘贴。由 {run} 识别。</translation>
  </message>
  <message>
   <source>Only</source>
   <translation>仅掩膜</translation>
  </message>
  <message>
   <source>Only Best is correct on 1 picture</source>
   <translation>只有“最佳”认对的有 1 张</translation>
  </message>
  <message>
   <source>Only Best is correct on {count} pictures</source>
   <translation>只有“最佳”认对的有 {count} 张</translation>
  </message>
  <message>
   <source>Only Quick {quick}, both {both}, neither {neither}: that is all {total}.</source>
   <translation>只有“快速”认对 {quick} 张，都认对 {both} 张，都没认对 {neither} 张：共 {total} 张。</translation>
  </message>
  <message>
   <source>Only a head that starts from a linear model needs no epoch.</source>
   <translation>只有从线性模型开始的分类头才可以不训练轮次。</translation>
  </message>
  <message>
   <source>Only the files nearest to it were looked at: there are too many around it.</source>
   <translation>周围文件过多，只查看了离它最近的文件。</translation>
  </message>
  <message>
   <source>Only the transparency of the masks says anything: what is opaque is '{name}'.</source>
   <translation>掩膜中只有透明度有意义：不透明的部分是“{name}”。</translation>
  </message>
  <message>
   <source>Only this project remembers it. Your folder itself stays as it is.</source>
   <translation>只记录在本项目中，您的文件夹保持原样。</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Open a .zip or a .csv list</source>
   <translation>打开 .zip 文件或 .csv 列表</translation>
  </message>
  <message>
   <source>Open a folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Open a folder of pictures</source>
   <translation>打开图片文件夹</translation>
  </message>
  <message>
   <source>Open a folder of pictures first; then choose here what learns them.</source>
   <translation>请先打开一个图片文件夹，再在这里选择用什么来学习。</translation>
  </message>
  <message>
   <source>Open a folder of pictures, or a project kept before.</source>
   <translation>请打开一个图片文件夹，或以前保存的项目。</translation>
  </message>
  <message>
   <source>Open a folder…</source>
   <translation>打开文件夹…</translation>
  </message>
  <message>
   <source>Open a kept project</source>
   <translation>打开已保存的项目</translation>
  </message>
  <message>
   <source>Open a kept project…</source>
   <translation>打开已保存的项目…</translation>
  </message>
  <message>
   <source>Open it again.</source>
   <translation>请重新打开。</translation>
  </message>
  <message>
   <source>Open it alone; or, if its name is a class, say so with {options}.</source>
   <translation>请单独打开它；如果其名称就是类别，请用 {options} 说明。</translation>
  </message>
  <message>
   <source>Open its pictures as a new project. What the old one learned stays in {runs}.</source>
   <translation>请将其图片作为新项目打开。旧项目学到的内容保留在 {runs} 中。</translation>
  </message>
  <message>
   <source>Open the folder of COCO's "instances" JSON instead, or export the annotations as masks.</source>
   <translation>请改为打开 COCO 的 instances JSON 所在的文件夹，或把标注导出为掩膜。</translation>
  </message>
  <message>
   <source>Open the folder that holds pictures too.</source>
   <translation>请打开同时包含图片的文件夹。</translation>
  </message>
  <message>
   <source>Open the folder that holds the pictures too, with their annotations if there are any.</source>
   <translation>请打开同时包含图片及其标注（如有）的文件夹。</translation>
  </message>
  <message>
   <source>Open the folder that holds the table and the pictures.</source>
   <translation>请打开同时含有表格和图片的文件夹。</translation>
  </message>
  <message>
   <source>Open the folder that holds the table and the pictures. {how}</source>
   <translation>请打开同时含有表格和图片的文件夹。{how}</translation>
  </message>
  <message>
   <source>Open the project again: the list is made anew from its pictures. Its runs are safe.</source>
   <translation>请重新打开项目：列表会根据其图片重新生成。它的运行都安全无损。</translation>
  </message>
  <message>
   <source>Opens as a new project; this one stays as it is</source>
   <translation>作为新项目打开，当前项目保持不变</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Optimiser</source>
   <translation>优化器</translation>
  </message>
  <message>
   <source>Or the digits scattered over pictures:</source>
   <translation>或者散布在图片上的数字：</translation>
  </message>
  <message>
   <source>Other annotations are passed over: {names}.</source>
   <translation>其他标注被略过：{names}。</translation>
  </message>
  <message>
   <source>Other pictures</source>
   <translation>换一批图片</translation>
  </message>
  <message>
   <source>Outlines</source>
   <translation>轮廓</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>叠加</translation>
  </message>
  <message>
   <source>Over a thousand. Their weights come from Hugging Face.</source>
   <translation>共有一千多个，权重来自 Hugging Face。</translation>
  </message>
  <message>
   <source>Overfitting: train rises while validation no longer does; the best weights are kept</source>
   <translation>过拟合：训练得分上升而验证得分不再上升；最佳权重已保留</translation>
  </message>
  <message>
   <source>Overlap</source>
   <translation>重叠</translation>
  </message>
  <message>
   <source>PASCAL VOC XML</source>
   <translation>PASCAL VOC XML</translation>
  </message>
  <message>
   <source>PASCAL VOC boxes</source>
   <translation>PASCAL VOC 框</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>参数量</translation>
  </message>
  <message>
   <source>Part of the log is damaged and was left out here.</source>
   <translation>日志有一部分已损坏，此处略去。</translation>
  </message>
  <message>
   <source>Passed over: {what}</source>
   <translation>已跳过：{what}</translation>
  </message>
  <message>
   <source>Pasted at {time}</source>
   <translation>{time} 粘贴的图片</translation>
  </message>
  <message>
   <source>Patterns in plots</source>
   <translation>图表用线型区分</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <source>Pause and close</source>
   <translation>暂停并关闭</translation>
  </message>
  <message>
   <source>Pause and close, and it goes on from the same step next time.</source>
   <translation>暂停并关闭，下次从同一步继续。</translation>
  </message>
  <message>
   <source>Pause or resume</source>
   <translation>暂停或继续</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <source>Paused after {epoch} of {epochs}</source>
   <translation>已暂停,完成 {epoch}/{epochs}</translation>
  </message>
  <message>
   <source>Paused. Everything is saved; you may close the app.</source>
   <translation>已暂停。一切均已保存；可以关闭应用。</translation>
  </message>
  <message>
   <source>Pausing after this step…</source>
   <translation>这一步结束后暂停…</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>Picture after</source>
   <translation>下一张图片</translation>
  </message>
  <message>
   <source>Picture before</source>
   <translation>上一张图片</translation>
  </message>
  <message>
   <source>Picture size</source>
   <translation>图片尺寸</translation>
  </message>
  <message>
   <source>Picture {number} of {total}</source>
   <translation>第 {number} 张，共 {total} 张</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>Pictures by class</source>
   <translation>各类别的图片</translation>
  </message>
  <message>
   <source>Pictures have changed</source>
   <translation>图片已更改</translation>
  </message>
  <message>
   <source>Pictures have other masks besides: {taken} are taken, {names} are not.</source>
   <translation>图片还有其他掩膜：采用 {taken}，不采用 {names}。</translation>
  </message>
  <message>
   <source>Pictures have several masks of more than two values: {name}.</source>
   <translation>图片有多个掩膜，且掩膜的值多于两个：{name}。</translation>
  </message>
  <message>
   <source>Pictures in a file</source>
   <translation>图片集文件</translation>
  </message>
  <message>
   <source>Pictures in one step.</source>
   <translation>每一步的图片数。</translation>
  </message>
  <message>
   <source>Pictures of the class among those evaluated; with few of them its numbers say little.</source>
   <translation>评判的图片中属于该类别的；数量少时，它的数字说明不了多少。</translation>
  </message>
  <message>
   <source>Pictures of this task are neither correct nor wrong as a whole: the runs' scores are compared.</source>
   <translation>这类任务的图片不能整张判为对或错：比较的是两次训练的得分。</translation>
  </message>
  <message>
   <source>Pictures on which only one of the two is correct</source>
   <translation>只有其中一个认对的图片</translation>
  </message>
  <message>
   <source>Pictures that the model learns from in a second, and how long one step takes.</source>
   <translation>模型每秒学习的图片数，以及一步所需的时间。</translation>
  </message>
  <message>
   <source>Pictures with masks</source>
   <translation>图片与掩膜</translation>
  </message>
  <message>
   <source>Pictures…</source>
   <translation>图片…</translation>
  </message>
  <message>
   <source>Pixel accuracy</source>
   <translation>像素准确率</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Pixels of '{name}' are ignored, as the legend's name for them says.</source>
   <translation>“{name}”的像素被忽略，正如图例中的名称所示。</translation>
  </message>
  <message>
   <source>Plain</source>
   <translation>普通</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>精确率</translation>
  </message>
  <message>
   <source>Predict</source>
   <translation>预测</translation>
  </message>
  <message>
   <source>Predict again</source>
   <translation>重新识别</translation>
  </message>
  <message>
   <source>Predict pictures</source>
   <translation>识别图片</translation>
  </message>
  <message>
   <source>Predict the pictures in a folder</source>
   <translation>识别文件夹中的图片</translation>
  </message>
  <message>
   <source>Predict the pictures on the clipboard</source>
   <translation>识别剪贴板中的图片</translation>
  </message>
  <message>
   <source>Predicted</source>
   <translation>被认作</translation>
  </message>
  <message>
   <source>Predicted by {run}</source>
   <translation>由 {run} 回答</translation>
  </message>
  <message>
   <source>Predicted in {time} on the CPU</source>
   <translation>CPU 用时 {time}</translation>
  </message>
  <message>
   <source>Predicted in {time} on the GPU</source>
   <translation>GPU 用时 {time}</translation>
  </message>
  <message>
   <source>Prediction</source>
   <translation>预测</translation>
  </message>
  <message>
   <source>Predictions</source>
   <translation>预测结果</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>预设</translation>
  </message>
  <message>
   <source>Press Enter to rename</source>
   <translation>按 Enter 键重命名</translation>
  </message>
  <message>
   <source>Press Start and watch it learn</source>
   <translation>按“开始训练”，看它学习</translation>
  </message>
  <message>
   <source>Previous match</source>
   <translation>上一处</translation>
  </message>
  <message>
   <source>Processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <source>Project “{name}” moved to the bin</source>
   <translation>项目“{name}”已移到回收站</translation>
  </message>
  <message>
   <source>Project: {name}</source>
   <translation>项目：{name}</translation>
  </message>
  <message>
   <source>Projects</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>Projects are kept in {folder}</source>
   <translation>项目保存在 {folder}</translation>
  </message>
  <message>
   <source>Proposals</source>
   <translation>候选框</translation>
  </message>
  <message>
   <source>Pulls weights towards zero.</source>
   <translation>把权重拉向零。</translation>
  </message>
  <message>
   <source>Put the file with the annotations that people made beside the pictures.</source>
   <translation>请把人工标注的文件放在图片旁边。</translation>
  </message>
  <message>
   <source>Put the pictures beside the annotations, under the names that they had.</source>
   <translation>请按原来的名称，把图片放在标注旁边。</translation>
  </message>
  <message>
   <source>Put the pictures beside the file, under the names that it lists.</source>
   <translation>请按文件中列出的名称，把图片放在该文件旁边。</translation>
  </message>
  <message>
   <source>Put the pictures beside the labels, or export them again together with the pictures.</source>
   <translation>请把图片放在标签旁边，或连同图片一起重新导出。</translation>
  </message>
  <message>
   <source>Put the pictures into the folder with the annotations, under the names that they have there.</source>
   <translation>请把图片放进标注所在的文件夹，并使用其中所列的名称。</translation>
  </message>
  <message>
   <source>Put the pictures of each class into a folder with the class's name, and drop the folder above them.</source>
   <translation>请将每个类别的图片放入以类别命名的文件夹，然后拖入它们的上级文件夹。</translation>
  </message>
  <message>
   <source>Quick</source>
   <translation>快速</translation>
  </message>
  <message>
   <source>Quick: {said}</source>
   <translation>快速：{said}</translation>
  </message>
  <message>
   <source>Random changes, so that the model never sees the same picture twice.</source>
   <translation>随机变化，让模型不会两次看到完全相同的图片。</translation>
  </message>
  <message>
   <source>Random weights</source>
   <translation>随机权重</translation>
  </message>
  <message>
   <source>Read a list</source>
   <translation>读取列表</translation>
  </message>
  <message>
   <source>Read anew: {how}</source>
   <translation>已重新读取：{how}</translation>
  </message>
  <message>
   <source>Read it by “{name}”</source>
   <translation>按“{name}”读取</translation>
  </message>
  <message>
   <source>Read it differently</source>
   <translation>换一种方式读取</translation>
  </message>
  <message>
   <source>Read it differently…</source>
   <translation>换一种方式读取…</translation>
  </message>
  <message>
   <source>Read it so</source>
   <translation>这样读取</translation>
  </message>
  <message>
   <source>Reading annotations</source>
   <translation>正在读取标注</translation>
  </message>
  <message>
   <source>Reading masks</source>
   <translation>正在读取掩膜</translation>
  </message>
  <message>
   <source>Reading pictures</source>
   <translation>正在读取图片</translation>
  </message>
  <message>
   <source>Reading the table</source>
   <translation>正在读取表格</translation>
  </message>
  <message>
   <source>Reading {name}</source>
   <translation>正在读取 {name}</translation>
  </message>
  <message>
   <source>Reading “{name}”</source>
   <translation>正在读取“{name}”</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>召回率</translation>
  </message>
  <message>
   <source>Recall: {how}</source>
   <translation>召回率：{how}</translation>
  </message>
  <message>
   <source>Recent projects</source>
   <translation>最近的项目</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>移除 {name}</translation>
  </message>
  <message>
   <source>Remove “{name}”?</source>
   <translation>移除“{name}”？</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>移除…</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <source>Rename it first.</source>
   <translation>请先重命名。</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>报告</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>重新启动</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Resume the run without it, or look at the data again for a new run.</source>
   <translation>可以不用它而继续运行，或重新查看数据后开始新的运行。</translation>
  </message>
  <message>
   <source>Resumed after step {step}</source>
   <translation>从第 {step} 步之后继续</translation>
  </message>
  <message>
   <source>Rows: ground truth. Columns: predicted.</source>
   <translation>行：真实类别。列：预测类别。</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Run that is asked</source>
   <translation>用于回答的运行</translation>
  </message>
  <message>
   <source>Run “{name}” moved to the bin</source>
   <translation>“{name}”已移到回收站</translation>
  </message>
  <message>
   <source>Running, {epoch} of {epochs}</source>
   <translation>运行中，第 {epoch}/{epochs} 轮</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>SGD 0.001, batch 4, 25 epochs, as in the book</source>
   <translation>SGD 0.001，批大小 4，25 轮，如教科书所述</translation>
  </message>
  <message>
   <source>SGD with momentum</source>
   <translation>带动量的 SGD</translation>
  </message>
  <message>
   <source>SGD, as in torchvision's reference recipe</source>
   <translation>SGD，与 torchvision 的参考方案相同</translation>
  </message>
  <message>
   <source>Sample pictures</source>
   <translation>样例图片</translation>
  </message>
  <message>
   <source>Sample: {count} handwritten digit, {classes}</source>
   <translation>示例：{count} 个手写数字，{classes}</translation>
  </message>
  <message>
   <source>Sample: {count} handwritten digits, {classes}</source>
   <translation>示例：{count} 个手写数字，{classes}</translation>
  </message>
  <message>
   <source>Sample: {count} picture of scattered digits, {classes}</source>
   <translation>示例：{count} 张散布数字的图片，{classes}</translation>
  </message>
  <message>
   <source>Sample: {count} pictures of scattered digits, {classes}</source>
   <translation>示例：{count} 张散布数字的图片，{classes}</translation>
  </message>
  <message>
   <source>Save as CSV…</source>
   <translation>存为 CSV…</translation>
  </message>
  <message>
   <source>Save as picture</source>
   <translation>保存为图片</translation>
  </message>
  <message>
   <source>Save as picture…</source>
   <translation>保存为图片…</translation>
  </message>
  <message>
   <source>Save as {format}</source>
   <translation>保存为 {format}</translation>
  </message>
  <message>
   <source>Save boxes</source>
   <translation>保存框</translation>
  </message>
  <message>
   <source>Save each row as a picture (PNG) in a folder with its class's name.</source>
   <translation>请把每一行另存为图片（PNG），放入以其类别命名的文件夹。</translation>
  </message>
  <message>
   <source>Save it as CSV beside the pictures, and open the folder again.</source>
   <translation>请把它另存为 CSV 放在图片旁边，然后重新打开文件夹。</translation>
  </message>
  <message>
   <source>Save its state dict as a safetensors file and choose that.</source>
   <translation>请将其 state dict 存为 safetensors 文件后再选择。</translation>
  </message>
  <message>
   <source>Save masks</source>
   <translation>保存掩膜</translation>
  </message>
  <message>
   <source>Save masks without loss (PNG), with one colour or value for each class.</source>
   <translation>请无损保存掩膜（PNG），每个类别用一种颜色或数值。</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>保存报告</translation>
  </message>
  <message>
   <source>Save report…</source>
   <translation>保存报告…</translation>
  </message>
  <message>
   <source>Save the curves as a picture…</source>
   <translation>将曲线保存为图片…</translation>
  </message>
  <message>
   <source>Save the pictures as PNG, for example with a DICOM viewer, and keep their folders.</source>
   <translation>请把图片另存为 PNG（例如用 DICOM 查看器），并保留其文件夹。</translation>
  </message>
  <message>
   <source>Save the pictures in them as JPEG or PNG.</source>
   <translation>请把其中的图片另存为 JPEG 或 PNG。</translation>
  </message>
  <message>
   <source>Save the predictions</source>
   <translation>保存结果</translation>
  </message>
  <message>
   <source>Save the slices as PNG, and those of the segmentation as masks of the same names.</source>
   <translation>请把切片另存为 PNG，并把分割的切片存为同名的掩膜。</translation>
  </message>
  <message>
   <source>Save them as JPEG or PNG; the camera's program can.</source>
   <translation>请另存为 JPEG 或 PNG；相机的程序可以做到。</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>Saving; the window closes after this step…</source>
   <translation>正在保存，这一步结束后关闭窗口…</translation>
  </message>
  <message>
   <source>Say which column is the label with --label COLUMN, or add one that is named label.</source>
   <translation>请用 --label COLUMN 指明哪一列是标签，或添加一列命名为 label。</translation>
  </message>
  <message>
   <source>Say which column is the label with --label COLUMN: {columns}.</source>
   <translation>请用 --label COLUMN 指明哪一列是标签：{columns}。</translation>
  </message>
  <message>
   <source>Say which with --label COLUMN: {columns}.</source>
   <translation>请用 --label COLUMN 指明是哪一列：{columns}。</translation>
  </message>
  <message>
   <source>Say which with --label: {names}.</source>
   <translation>请用 --label 指定其中一个：{names}。</translation>
  </message>
  <message>
   <source>Say which: --task segmentation for outlines, or write kpt_shape into data.yaml for key points.</source>
   <translation>请说明是哪一种：轮廓用 --task segmentation，关键点请在 data.yaml 中写明 kpt_shape。</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>学习率计划</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>得分</translation>
  </message>
  <message>
   <source>Scores are those of your own runs on the validation pictures. Point at a number to see how it is made.</source>
   <translation>分数来自您自己的运行，在验证图片上得出。指向数字可看它是怎样得出的。</translation>
  </message>
  <message>
   <source>See all {count}</source>
   <translation>查看全部 {count} 张</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>语义分割</translation>
  </message>
  <message>
   <source>Set now: {rate}</source>
   <translation>当前设置：{rate}</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Several columns of {file} could be the label: {columns}.</source>
   <translation>{file} 中有多列可能是标签：{columns}。</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <source>Share kept for a last test where the folder has no split of its own.</source>
   <translation>文件夹没有自带划分时，留作最终测试的比例。</translation>
  </message>
  <message>
   <source>Share kept for validation where the folder has no split of its own.</source>
   <translation>文件夹没有自带划分时，留作验证的比例。</translation>
  </message>
  <message>
   <source>Share of certainty taken from the label and spread over all classes.</source>
   <translation>从标签中取出并分给所有类别的确定性比例。</translation>
  </message>
  <message>
   <source>Share of pixels</source>
   <translation>像素占比</translation>
  </message>
  <message>
   <source>Shared by pictures, model and other programs</source>
   <translation>由图片、模型和其他程序共用</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Show a page, in the order of the rail</source>
   <translation>按侧栏顺序显示页面</translation>
  </message>
  <message>
   <source>Show all mistakes</source>
   <translation>显示所有错误</translation>
  </message>
  <message>
   <source>Show all pictures</source>
   <translation>显示全部图片</translation>
  </message>
  <message>
   <source>Show all {count}</source>
   <translation>显示全部 {count} 个</translation>
  </message>
  <message>
   <source>Show as table</source>
   <translation>以表格显示</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <translation>在文件夹中显示</translation>
  </message>
  <message>
   <source>Show it</source>
   <translation>去查看</translation>
  </message>
  <message>
   <source>Show it photos, and it learns to tell them apart. Everything stays on this computer.</source>
   <translation>给它看照片，它就能学会分辨。一切都留在本机。</translation>
  </message>
  <message>
   <source>Show the ground truth</source>
   <translation>显示标注</translation>
  </message>
  <message>
   <source>Show the run</source>
   <translation>显示运行</translation>
  </message>
  <message>
   <source>Show the {count} picture</source>
   <translation>显示这 {count} 张图片</translation>
  </message>
  <message>
   <source>Show the {count} pictures</source>
   <translation>显示这 {count} 张图片</translation>
  </message>
  <message>
   <source>Show these pictures</source>
   <translation>查看这些图片</translation>
  </message>
  <message>
   <source>Show where it is now…</source>
   <translation>指出它现在的位置…</translation>
  </message>
  <message>
   <source>Side of the square that the model sees; the long side of whole pictures.</source>
   <translation>模型所见正方形的边长；整张图片则为长边。</translation>
  </message>
  <message>
   <source>Side, as the model sees it, of the largest boxes to look for; the anchors end there.</source>
   <translation>要寻找的最大框的边长（按模型所见）；锚框到这里为止。</translation>
  </message>
  <message>
   <source>Side, as the model sees it, of the smallest boxes to look for; the anchors begin there.</source>
   <translation>要寻找的最小框的边长（按模型所见）；锚框从这里开始。</translation>
  </message>
  <message>
   <source>Single</source>
   <translation>单精度</translation>
  </message>
  <message>
   <source>Six of your pictures, which are not changed</source>
   <translation>您的六张图片，不作任何改变</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>尺寸</translation>
  </message>
  <message>
   <source>Size of the pictures</source>
   <translation>图片大小</translation>
  </message>
  <message>
   <source>Small pictures are not kept on disk; they are made again each time.</source>
   <translation>缩略图未保存到磁盘；每次都会重新生成。</translation>
  </message>
  <message>
   <source>Smallest boxes</source>
   <translation>最小的框</translation>
  </message>
  <message>
   <source>Smoothing</source>
   <translation>平滑</translation>
  </message>
  <message>
   <source>So few pictures say little: one more or less changes the score.</source>
   <translation>图片太少，说明不了多少：多一张或少一张分数就会变。</translation>
  </message>
  <message>
   <source>Something in the projects changed while they were copied.</source>
   <translation>复制期间项目中有内容发生了变化。</translation>
  </message>
  <message>
   <source>Something went wrong in the window</source>
   <translation>界面出错了</translation>
  </message>
  <message>
   <source>Sort copies into folders…</source>
   <translation>按类复制到文件夹…</translation>
  </message>
  <message>
   <source>Sort the pictures of validation into folders by class, as its scripts do.</source>
   <translation>请把验证集的图片按类别放入文件夹，如其自带脚本所做。</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>速度</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>划分</translation>
  </message>
  <message>
   <source>Split seed</source>
   <translation>划分种子</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>开始</translation>
  </message>
  <message>
   <source>Start one on the Train page, or open a kept one from the history.</source>
   <translation>在“训练”页开始一次运行，或从历史中打开一次。</translation>
  </message>
  <message>
   <source>Start the app from a desktop, or work without a window: sft-gui --help lists the commands. QT_QPA_PLATFORM=offscreen runs the window unseen.</source>
   <translation>请从桌面启动，或不用窗口：sft-gui --help 列出所有命令。QT_QPA_PLATFORM=offscreen 可在后台运行窗口。</translation>
  </message>
  <message>
   <source>Start the download again.</source>
   <translation>请重新开始下载。</translation>
  </message>
  <message>
   <source>Start training</source>
   <translation>开始训练</translation>
  </message>
  <message>
   <source>Start with the sample</source>
   <translation>用示例开始</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>开始时间</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>留下</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>步</translation>
  </message>
  <message>
   <source>Step every</source>
   <translation>下降间隔</translation>
  </message>
  <message>
   <source>Step factor</source>
   <translation>下降系数</translation>
  </message>
  <message>
   <source>Step {done} of {total}</source>
   <translation>第 {done} 步，共 {total} 步</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>分段下降</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop and keep</source>
   <translation>停止并保留</translation>
  </message>
  <message>
   <source>Stop it first, then it can go to the bin.</source>
   <translation>先停止，再移到回收站。</translation>
  </message>
  <message>
   <source>Stop it or wait for its end, then move the projects.</source>
   <translation>请停止它或等它结束，然后再移动项目。</translation>
  </message>
  <message>
   <source>Stop it, or wait until it is done.</source>
   <translation>请停止它，或等它结束。</translation>
  </message>
  <message>
   <source>Stop looking</source>
   <translation>停止检查</translation>
  </message>
  <message>
   <source>Stop the run and keep its best weights</source>
   <translation>停止运行并保留最佳权重</translation>
  </message>
  <message>
   <source>Stop the run first.</source>
   <translation>请先停止运行。</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>已停止</translation>
  </message>
  <message>
   <source>Stopped after {epoch} of {epochs}</source>
   <translation>已停止,完成 {epoch}/{epochs}</translation>
  </message>
  <message>
   <source>Stopped by an error</source>
   <translation>因错误停止</translation>
  </message>
  <message>
   <source>Stopped: the linear start was not beaten yet, and is kept</source>
   <translation>已停止:尚未超过线性起点,已保留线性起点</translation>
  </message>
  <message>
   <source>Stopped: the weights of epoch {epoch} are the best so far and are kept</source>
   <translation>已停止:第 {epoch} 轮的权重是目前最好的,已保留</translation>
  </message>
  <message>
   <source>Stopping; the best weights are kept…</source>
   <translation>正在停止，最佳权重会保留…</translation>
  </message>
  <message>
   <source>Storage</source>
   <translation>存储</translation>
  </message>
  <message>
   <source>Strip</source>
   <translation>条带</translation>
  </message>
  <message>
   <source>Strong</source>
   <translation>强</translation>
  </message>
  <message>
   <source>Suggested: {rate}</source>
   <translation>建议：{rate}</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>Table of boxes</source>
   <translation>框的表格</translation>
  </message>
  <message>
   <source>Table of counts (CSV)</source>
   <translation>数量表 (CSV)</translation>
  </message>
  <message>
   <source>Table of masks as run lengths</source>
   <translation>以游程编码保存掩码的表格</translation>
  </message>
  <message>
   <source>Table of outlines as masks</source>
   <translation>轮廓的表格（作为掩码）</translation>
  </message>
  <message>
   <source>Table of paths and labels</source>
   <translation>路径和标签表格</translation>
  </message>
  <message>
   <source>Table of shares (CSV)</source>
   <translation>占比表 (CSV)</translation>
  </message>
  <message>
   <source>Take in again</source>
   <translation>重新纳入</translation>
  </message>
  <message>
   <source>Take the learning rate</source>
   <translation>采用该学习率</translation>
  </message>
  <message>
   <source>Take {rate}</source>
   <translation>采用 {rate}</translation>
  </message>
  <message>
   <source>Take {size}</source>
   <translation>采用 {size}</translation>
  </message>
  <message>
   <source>Taken back: {done}</source>
   <translation>已撤销:{done}</translation>
  </message>
  <message>
   <source>Takes part</source>
   <translation>参与训练</translation>
  </message>
  <message>
   <source>Teach a model with your own photos</source>
   <translation>用您自己的照片训练模型</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>测试</translation>
  </message>
  <message>
   <source>Test share</source>
   <translation>测试比例</translation>
  </message>
  <message>
   <source>Test-time augmentation</source>
   <translation>测试时增强</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>文字大小</translation>
  </message>
  <message>
   <source>Textbook</source>
   <translation>教科书</translation>
  </message>
  <message>
   <source>The CIFAR batches in '{name}' are damaged or hold something else than pictures.</source>
   <translation>“{name}”中的 CIFAR 批文件已损坏，或内容不是图片。</translation>
  </message>
  <message>
   <source>The JSON files in '{name}' hold no shapes.</source>
   <translation>“{name}”中的 JSON 文件没有任何形状。</translation>
  </message>
  <message>
   <source>The XML files in '{name}' hold no boxes.</source>
   <translation>“{name}”中的 XML 文件没有任何框。</translation>
  </message>
  <message>
   <source>The answer is the column '{column}' of {file}. It could also be: {others}.</source>
   <translation>答案取自 {file} 的列“{column}”。也可能是：{others}。</translation>
  </message>
  <message>
   <source>The archive does not say the encoding of its names; they are read as {encoding}, as '{name}' is.</source>
   <translation>压缩包没有说明文件名的编码；这里按 {encoding} 读取，如“{name}”。</translation>
  </message>
  <message>
   <source>The archive {name} holds other archives: {inner}.</source>
   <translation>压缩包 {name} 里还有其他压缩包：{inner}。</translation>
  </message>
  <message>
   <source>The archive {name} holds {count} files; at most {limit} are unpacked.</source>
   <translation>压缩包 {name} 含 {count} 个文件；最多解压 {limit} 个。</translation>
  </message>
  <message>
   <source>The archive {name} is damaged or of an unknown kind.</source>
   <translation>压缩包 {name} 已损坏或类型未知。</translation>
  </message>
  <message>
   <source>The archive {name} is not complete: its end is missing ({size} are there).</source>
   <translation>压缩包 {name} 不完整：缺少结尾（现有 {size}）。</translation>
  </message>
  <message>
   <source>The archive {name} is packed with {method}, which is not read.</source>
   <translation>压缩包 {name} 用 {method} 压缩，无法读取。</translation>
  </message>
  <message>
   <source>The archive {name} is protected by a password.</source>
   <translation>压缩包 {name} 设有密码。</translation>
  </message>
  <message>
   <source>The archive {name} needs {size} unpacked.</source>
   <translation>压缩包 {name} 解压后需要 {size}。</translation>
  </message>
  <message>
   <source>The archive {name} would unpack to {size}, as no pictures do.</source>
   <translation>压缩包 {name} 解压后会达到 {size}，不像是图片。</translation>
  </message>
  <message>
   <source>The arrays in '{name}' are damaged, or hold something else than pictures and classes.</source>
   <translation>“{name}”中的数组已损坏，或其中不是图片和类别。</translation>
  </message>
  <message>
   <source>The arrays in '{name}' hold {classes}.</source>
   <translation>“{name}”中的数组有{classes}。</translation>
  </message>
  <message>
   <source>The attribute '{label}' is the class; there are others: {others}.</source>
   <translation>以属性“{label}”作为类别；还有其他属性：{others}。</translation>
  </message>
  <message>
   <source>The backbone's learning rate as a share of the head's.</source>
   <translation>主干学习率占分类头学习率的比例。</translation>
  </message>
  <message>
   <source>The categories in {name} name no class.</source>
   <translation>{name} 中的 categories 没有给出任何类别名称。</translation>
  </message>
  <message>
   <source>The class '{name}' is not in test.</source>
   <translation>类别“{name}”不在测试集中。</translation>
  </message>
  <message>
   <source>The class '{name}' is not in training. Rename its folder or leave it out.</source>
   <translation>类别“{name}”不在训练集中。请重命名其文件夹，或将其排除。</translation>
  </message>
  <message>
   <source>The class '{name}' is not in validation, so it is learned but not scored.</source>
   <translation>类别“{name}”不在验证集中，因此会学习但不会评分。</translation>
  </message>
  <message>
   <source>The class '{name}' is only in test. Rename its folder or leave it out.</source>
   <translation>类别“{name}”只在测试集中。请重命名其文件夹，或将其排除。</translation>
  </message>
  <message>
   <source>The class '{name}' is only in validation. Rename its folder or leave it out.</source>
   <translation>类别“{name}”只在验证集中。请重命名其文件夹，或将其排除。</translation>
  </message>
  <message>
   <source>The classes are CamVid's eleven; pixels of 'Unlabelled' are ignored.</source>
   <translation>类别是 CamVid 的十一个；“Unlabelled”的像素被忽略。</translation>
  </message>
  <message>
   <source>The classes are PASCAL VOC's; pixels on their borders (255) are ignored.</source>
   <translation>类别是 PASCAL VOC 的；边界像素（255）被忽略。</translation>
  </message>
  <message>
   <source>The classes are numbers, for which {file} has names: {names}.</source>
   <translation>类别是数字，{file} 给出了它们的名称：{names}。</translation>
  </message>
  <message>
   <source>The classes are the nineteen that Cityscapes scores, by {kind}; the others are ignored.</source>
   <translation>类别是 Cityscapes 评分的十九个，取自 {kind}；其余忽略。</translation>
  </message>
  <message>
   <source>The classes of {file} are numbers; they have the names of their folders.</source>
   <translation>{file} 的类别是数字；它们采用所在文件夹的名称。</translation>
  </message>
  <message>
   <source>The classes of {pictures} in '{folder}' are taken from {name}.</source>
   <translation>“{folder}”中{pictures}的类别取自 {name}。</translation>
  </message>
  <message>
   <source>The classes {names} are kept apart, though they are alike: {why}.</source>
   <translation>类别 {names} 虽然相似，仍分开处理：{why}。</translation>
  </message>
  <message>
   <source>The classes {names} are taken for one: {why}.</source>
   <translation>类别 {names} 视为同一个：{why}。</translation>
  </message>
  <message>
   <source>The column '{column}' has fewer than two different values; {file} has: {columns}.</source>
   <translation>列“{column}”的不同值少于两个；{file} 的列有：{columns}。</translation>
  </message>
  <message>
   <source>The column '{column}' is taken for its values; its name does not say it.</source>
   <translation>选用列“{column}”是依据它的值；它的名称没有说明这一点。</translation>
  </message>
  <message>
   <source>The column '{column}' of {file} gives {count} of {rows} pictures several labels (tags), such as '{example}'; one label a picture can be learned.</source>
   <translation>{file} 的列“{column}”给 {rows} 张图片中的 {count} 张多个标签，例如“{example}”；每张图片只能学习一个标签。</translation>
  </message>
  <message>
   <source>The column '{column}' of {file} has another value in nearly every row, {different} for {pictures}, so there is nothing to learn.</source>
   <translation>{file} 的列“{column}”几乎每行的值都不同，{pictures}有 {different} 个值，因此没有可学习的内容。</translation>
  </message>
  <message>
   <source>The column '{column}' of {file} is empty.</source>
   <translation>{file} 的列“{column}”是空的。</translation>
  </message>
  <message>
   <source>The column '{name}' cannot be the answer.</source>
   <translation>列“{name}”不能作为答案。</translation>
  </message>
  <message>
   <source>The connection to {host} broke before the file was complete.</source>
   <translation>文件尚未下载完，与 {host} 的连接就断开了。</translation>
  </message>
  <message>
   <source>The copies made until then stay.</source>
   <translation>已复制的副本会保留。</translation>
  </message>
  <message>
   <source>The data set itself says which pictures are for validation.</source>
   <translation>数据集本身已规定哪些图片用于验证。</translation>
  </message>
  <message>
   <source>The data set names no picture.</source>
   <translation>该数据集没有列出任何图片。</translation>
  </message>
  <message>
   <source>The data were looked at again before the start. {changes}</source>
   <translation>开始前重新查看了数据。{changes}</translation>
  </message>
  <message>
   <source>The deep pictures hold values from {low} to {high}: the first is black, the second white.</source>
   <translation>高位深图片的值从 {low} 到 {high}：前者为黑，后者为白。</translation>
  </message>
  <message>
   <source>The descriptions in '{name}' name no object.</source>
   <translation>“{name}”中的说明没有列出任何物体。</translation>
  </message>
  <message>
   <source>The disk does not give back what was written to it: {name}.</source>
   <translation>磁盘读回的内容与写入的不一致：{name}。</translation>
  </message>
  <message>
   <source>The disk is full: {name} could not be written.</source>
   <translation>磁盘已满：无法写入 {name}。</translation>
  </message>
  <message>
   <source>The disk of {name} has no locks, which keep two programs from training it at once.</source>
   <translation>{name} 所在的磁盘不支持文件锁，无法防止两个程序同时训练它。</translation>
  </message>
  <message>
   <source>The edges in the masks are soft, and between {count} values it is unclear what they are: {name}.</source>
   <translation>掩膜的边缘是柔和的，而在 {count} 个值之间无法判断其归属：{name}。</translation>
  </message>
  <message>
   <source>The exponential moving average of the weights is evaluated and used, not the last weights; this share of it stays at each step.</source>
   <translation>评估和使用的是权重的指数滑动平均，而不是最后的权重；每一步保留其中的这一比例。</translation>
  </message>
  <message>
   <source>The file holds half-precision numbers; they are used as single precision.</source>
   <translation>文件中为半精度数值；将按单精度使用。</translation>
  </message>
  <message>
   <source>The file holds no head.</source>
   <translation>文件中没有分类头。</translation>
  </message>
  <message>
   <source>The file names begin with {names}: these may be classes, or what the pictures are taken from.</source>
   <translation>文件名以 {names} 开头：这可能是类别，也可能是图片的来源。</translation>
  </message>
  <message>
   <source>The file names in '{name}' name no classes.</source>
   <translation>“{name}”中的文件名没有给出类别。</translation>
  </message>
  <message>
   <source>The file's head for {count} class is left out.</source>
   <translation>已略去文件中 {count} 个类别的分类头。</translation>
  </message>
  <message>
   <source>The file's head for {count} classes is left out.</source>
   <translation>已略去文件中 {count} 个类别的分类头。</translation>
  </message>
  <message>
   <source>The file's last layers are left out: they are for its own classes.</source>
   <translation>文件的最后几层不采用：它们属于文件自己的类别。</translation>
  </message>
  <message>
   <source>The files of {tool} answer several questions about each picture.</source>
   <translation>{tool} 的文件对每张图片回答了多个问题。</translation>
  </message>
  <message>
   <source>The files of {tool} in '{name}' give no picture a class.</source>
   <translation>“{name}”中 {tool} 的文件没有给任何图片指定类别。</translation>
  </message>
  <message>
   <source>The files of {tool} in '{name}' hold no shapes with names.</source>
   <translation>“{name}”中 {tool} 的文件里没有带名称的形状。</translation>
  </message>
  <message>
   <source>The first model</source>
   <translation>首个模型</translation>
  </message>
  <message>
   <source>The first model leaves that network as it is and only learns to tell your classes apart by these numbers: a straight line between them, solved at once instead of trained. How closely it may follow single pictures is chosen on training pictures left out in turn.</source>
   <translation>首个模型不改动该网络，只学习用这些数字区分您的类别：在它们之间画一条直线，一次求解，无需训练。它可以多贴近单张图片，由轮流留出的训练图片来选定。</translation>
  </message>
  <message>
   <source>The first model waits</source>
   <translation>首个模型等待中，</translation>
  </message>
  <message>
   <source>The first model was stopped.</source>
   <translation>首个模型已停止。</translation>
  </message>
  <message>
   <source>The folder '{folder}' holds no picture, so it is no class.</source>
   <translation>文件夹“{folder}”中没有图片，因此不是类别。</translation>
  </message>
  <message>
   <source>The folder '{folder}' is a data set of its own: {how}.</source>
   <translation>文件夹“{folder}”本身就是一个数据集：{how}。</translation>
  </message>
  <message>
   <source>The folder '{name}' is named like a part of a data set, and taken for a class.</source>
   <translation>文件夹“{name}”的名称像数据集的一个部分，这里视为类别。</translation>
  </message>
  <message>
   <source>The folder '{name}' may not be opened, so it is passed over.</source>
   <translation>没有权限打开文件夹“{name}”，已跳过。</translation>
  </message>
  <message>
   <source>The folder itself says which pictures are for what. It stays as it is.</source>
   <translation>文件夹本身已规定每张图片的用途，划分保持不变。</translation>
  </message>
  <message>
   <source>The folder {path} is not empty.</source>
   <translation>文件夹 {path} 不是空的。</translation>
  </message>
  <message>
   <source>The folders in '{name}' are named for what they hold, not for classes: {names}.</source>
   <translation>“{name}”中的文件夹是按内容命名的，不是类别：{names}。</translation>
  </message>
  <message>
   <source>The folders {names} hold pictures of the same names: if these are versions of one picture, it can be in training and in validation. To use one version, open its folder.</source>
   <translation>文件夹 {names} 中有同名的图片：如果它们是同一张图片的不同版本，这张图片可能同时出现在训练和验证中。若只用一个版本，请打开它的文件夹。</translation>
  </message>
  <message>
   <source>The four numbers of a box are taken for two corners: as sides they reach outside.</source>
   <translation>框的四个数字被当作两个角的坐标：若当作边长会超出图片。</translation>
  </message>
  <message>
   <source>The harmonic mean of precision and recall: high only where both are.</source>
   <translation>精确率与召回率的调和平均：两者都高时它才高。</translation>
  </message>
  <message>
   <source>The head is a linear model; regularisation {c}, by cross-validation</source>
   <translation>分类头是线性模型；正则化系数 {c}，由交叉验证选出</translation>
  </message>
  <message>
   <source>The head only</source>
   <translation>仅分类头</translation>
  </message>
  <message>
   <source>The idx files in '{name}' are damaged.</source>
   <translation>“{name}”中的 idx 文件已损坏。</translation>
  </message>
  <message>
   <source>The kept runs are being read.</source>
   <translation>正在读取保留的运行。</translation>
  </message>
  <message>
   <source>The labelme files ({name}, …) hold no shapes and no flags that are set.</source>
   <translation>labelme 文件（{name} 等）中没有形状，也没有设置的标志。</translation>
  </message>
  <message>
   <source>The labelme files hold nothing but shapes of kinds that are not read: {kinds}.</source>
   <translation>labelme 文件中只有无法读取的形状类型：{kinds}。</translation>
  </message>
  <message>
   <source>The last checkpoint is damaged. The one before it is taken, after step {step}.</source>
   <translation>最后一个检查点已损坏，改用它之前的检查点（第 {step} 步之后）。</translation>
  </message>
  <message>
   <source>The last good checkpoint is kept. Train again with a learning rate of {rate:g} or less.</source>
   <translation>最后一个完好的检查点已保留。请用 {rate:g} 或更小的学习率重新训练。</translation>
  </message>
  <message>
   <source>The last good checkpoint is kept. Try a learning rate below {rate:g}.</source>
   <translation>最后一个完好的检查点已保留。请尝试低于 {rate:g} 的学习率。</translation>
  </message>
  <message>
   <source>The last stage</source>
   <translation>最后阶段</translation>
  </message>
  <message>
   <source>The line is the range in which the true share lies with 95 % confidence; dashed is the first model.</source>
   <translation>线段是真实比例有 95 % 的把握所在的范围；虚线是首个模型。</translation>
  </message>
  <message>
   <source>The loss falls most steeply at {rate}.</source>
   <translation>损失在 {rate} 处下降最陡。</translation>
  </message>
  <message>
   <source>The loss hardly falls; {rate} is well below where it rises.</source>
   <translation>损失几乎不下降；{rate} 远低于损失开始上升的位置。</translation>
  </message>
  <message>
   <source>The loss on validation pictures; where it rises while the training loss falls, the model learns by heart.</source>
   <translation>验证图片上的损失；训练损失下降而它上升时，模型在死记硬背。</translation>
  </message>
  <message>
   <source>The masks are in JPEG, which blurs their values: {name}.</source>
   <translation>掩码是 JPEG，会模糊像素值：{name}。</translation>
  </message>
  <message>
   <source>The masks are in JPEG: what is lighter than half is '{name}'.</source>
   <translation>掩码是 JPEG：比中灰更亮的部分视为“{name}”。</translation>
  </message>
  <message>
   <source>The masks are trimaps: 1 is '{one}', 2 '{two}', and the border, 3, is ignored.</source>
   <translation>掩膜是三值图（trimap）：1 是“{one}”，2 是“{two}”，边界 3 被忽略。</translation>
  </message>
  <message>
   <source>The masks belong to two pictures each, in '{one}' and '{other}', as those of changes do.</source>
   <translation>每个掩码对应两张图片，分别在“{one}”和“{other}”中，变化检测的掩码就是这样。</translation>
  </message>
  <message>
   <source>The masks come without a legend: {count} class was found in them.</source>
   <translation>掩膜没有附带图例：在其中找到 {count} 个类别。</translation>
  </message>
  <message>
   <source>The masks come without a legend: {count} classes were found in them.</source>
   <translation>掩膜没有附带图例：在其中找到 {count} 个类别。</translation>
  </message>
  <message>
   <source>The masks hold more than {limit} colours or values, as those with soft edges do: {name} has {count}.</source>
   <translation>掩膜的颜色或值多于 {limit} 种，边缘柔和的掩膜就是这样：{name} 有 {count} 种。</translation>
  </message>
  <message>
   <source>The masks number their objects: all of them are '{name}'.</source>
   <translation>掩膜为其中的对象编号：所有对象都是“{name}”。</translation>
  </message>
  <message>
   <source>The masks' colours are those of {name}, and so are the classes.</source>
   <translation>掩膜的颜色是 {name} 的，类别也是。</translation>
  </message>
  <message>
   <source>The masks' edges are soft: what is nearer to {value} is '{name}'.</source>
   <translation>掩膜的边缘是柔和的：更接近 {value} 的像素是“{name}”。</translation>
  </message>
  <message>
   <source>The masks' values are taken for the nearest of those that most pixels have: {values}.</source>
   <translation>掩膜的值取多数像素所具有的值中最接近的一个：{values}。</translation>
  </message>
  <message>
   <source>The masks' values are the classes of {name} in their order: {told}.</source>
   <translation>掩膜的值依次对应 {name} 中的类别：{told}。</translation>
  </message>
  <message>
   <source>The mean F1 of the classes that have pictures.</source>
   <translation>有图片的各类别的 F1 的平均值。</translation>
  </message>
  <message>
   <source>The mean of the classes' F1 (0 to 1), so that rare classes count as much as common ones.</source>
   <translation>各类别 F1（0 到 1）的平均值，这样稀少的类别与常见的类别同样重要。</translation>
  </message>
  <message>
   <source>The mean of the classes' recalls, so that a rare class counts as much as a common one.</source>
   <translation>各类别认对比例的平均值，这样稀少的类别与常见的类别同样重要。</translation>
  </message>
  <message>
   <source>The mirror image is predicted too, and the mean of both counts, in evaluation and in use; takes twice the time.</source>
   <translation>评估和使用时也预测镜像，取两者的平均；耗时加倍。</translation>
  </message>
  <message>
   <source>The model "{name}" does not end in one linear layer, so its head cannot be replaced.</source>
   <translation>模型“{name}”的末尾不是单个线性层，无法替换分类头。</translation>
  </message>
  <message>
   <source>The model did not learn from these pictures, but the best epoch was chosen by them.</source>
   <translation>模型没有从这些图片学习，但最佳轮次是据此选出的。</translation>
  </message>
  <message>
   <source>The model has never seen these pictures: the fairest score.</source>
   <translation>模型从未见过这些图片：最公正的分数。</translation>
  </message>
  <message>
   <source>The model learned from these pictures: such a score flatters.</source>
   <translation>模型从这些图片学习过：这样的分数偏高。</translation>
  </message>
  <message>
   <source>The model of “{name}” is no longer there.</source>
   <translation>“{name}”的模型已不在原处。</translation>
  </message>
  <message>
   <source>The model says</source>
   <translation>模型的回答</translation>
  </message>
  <message>
   <source>The most memory that the run needs at once, measured in the same steps.</source>
   <translation>运行一次最多需要的内存，在同样的几步中测得。</translation>
  </message>
  <message>
   <source>The most memory that the run needs at once, of all that this computer has.</source>
   <translation>运行一次最多需要的内存，以及这台电脑的总量。</translation>
  </message>
  <message>
   <source>The name of {count} annotation fits several pictures: '{name}' may be {paths}.</source>
   <translation>{count} 个标注的名称对应多张图片：“{name}”可能是 {paths}。</translation>
  </message>
  <message>
   <source>The name {path} is not valid text.</source>
   <translation>名称 {path} 不是有效的文本。</translation>
  </message>
  <message>
   <source>The names in {file} fit several pictures each: '{cell}' may be {paths}.</source>
   <translation>{file} 中的每个名称都符合多张图片：“{cell}”可能是 {paths}。</translation>
  </message>
  <message>
   <source>The names of {count} annotations fit several pictures each: '{name}' may be {paths}.</source>
   <translation>{count} 个标注的名称各对应多张图片：“{name}”可能是 {paths}。</translation>
  </message>
  <message>
   <source>The numbers in {name} can be an outline, or a box and its key points.</source>
   <translation>{name} 中的数字既可以是轮廓，也可以是边界框加关键点。</translation>
  </message>
  <message>
   <source>The numbers that make up the model, in millions; more can learn more, and take longer.</source>
   <translation>组成模型的数字的个数，以百万计；越多能学的越多，也越慢。</translation>
  </message>
  <message>
   <source>The picture waits: there is no model yet</source>
   <translation>图片在等待：还没有模型</translation>
  </message>
  <message>
   <source>The picture waits: “{run}” has no model yet</source>
   <translation>图片正在等待:“{run}”还没有模型</translation>
  </message>
  <message>
   <source>The pictures are now in {path}.</source>
   <translation>图片现在位于 {path}。</translation>
  </message>
  <message>
   <source>The pictures are read as they are now. Your decisions stay.</source>
   <translation>将按图片现在的内容读取。您的决定保持不变。</translation>
  </message>
  <message>
   <source>The pictures are split anew</source>
   <translation>图片已重新划分</translation>
  </message>
  <message>
   <source>The pictures are used as they are. Leave out or change what is wrong.</source>
   <translation>这些图片将照原样使用。请排除或更改有误的部分。</translation>
  </message>
  <message>
   <source>The pictures are used. Nothing was changed.</source>
   <translation>这些图片照常使用。文件没有任何改动。</translation>
  </message>
  <message>
   <source>The pictures have several flags each in labelme's JSON, as in {name}.</source>
   <translation>每张图片在 labelme 的 JSON 中有多个标志，如 {name}。</translation>
  </message>
  <message>
   <source>The pictures in '{name}' lie in no class folders, but right in {folders}.</source>
   <translation>“{name}”中的图片不在类别文件夹里，而是直接放在 {folders} 中。</translation>
  </message>
  <message>
   <source>The pictures in '{name}' lie in no class folders.</source>
   <translation>“{name}”中的图片没有放在类别文件夹里。</translation>
  </message>
  <message>
   <source>The pictures lie in no class folders, and the lines of {name} are no labels.</source>
   <translation>图片不在类别文件夹中，而 {name} 的各行也不是标签。</translation>
  </message>
  <message>
   <source>The pictures lie in no class folders, and {name} {reason}.</source>
   <translation>图片不在类别文件夹中，而 {name} {reason}。</translation>
  </message>
  <message>
   <source>The pictures of real numbers hold values from {low} to {high}: the first is black, the second white.</source>
   <translation>浮点图片的值从 {low} 到 {high}：前者为黑，后者为白。</translation>
  </message>
  <message>
   <source>The pictures that were evaluated.</source>
   <translation>用来评判的图片。</translation>
  </message>
  <message>
   <source>The pictures that {name} lists have no file names or no ids of their own.</source>
   <translation>{name} 列出的图片没有文件名，或没有各自的 id。</translation>
  </message>
  <message>
   <source>The predictions are saved:</source>
   <translation>结果已保存：</translation>
  </message>
  <message>
   <source>The pretrained means and variances stay as they are; good for small batches.</source>
   <translation>预训练的均值和方差保持不变；适合小批次。</translation>
  </message>
  <message>
   <source>The pretrained network that training starts from.</source>
   <translation>训练由此开始的预训练网络。</translation>
  </message>
  <message>
   <source>The pretrained network to start from.</source>
   <translation>作为起点的预训练网络。</translation>
  </message>
  <message>
   <source>The program ended unexpectedly the last time.</source>
   <translation>程序上次意外退出。</translation>
  </message>
  <message>
   <source>The project in {path} cannot be read ({why}).</source>
   <translation>无法读取 {path} 中的项目（{why}）。</translation>
  </message>
  <message>
   <source>The project in {path} is damaged: {file} cannot be understood.</source>
   <translation>{path} 中的项目已损坏：无法理解 {file}。</translation>
  </message>
  <message>
   <source>The project in {path} may not be read: its permissions forbid it.</source>
   <translation>{path} 中的项目不可读取：其权限不允许。</translation>
  </message>
  <message>
   <source>The project in {path} was made by a newer version of the app.</source>
   <translation>{path} 中的项目由更新版本的应用创建。</translation>
  </message>
  <message>
   <source>The project is now “{name}”</source>
   <translation>项目现名为“{name}”</translation>
  </message>
  <message>
   <source>The project {name} is in use by another program.</source>
   <translation>项目 {name} 正被另一个程序使用。</translation>
  </message>
  <message>
   <source>The project's list of pictures cannot be used ({error}).</source>
   <translation>无法使用项目的图片列表（{error}）。</translation>
  </message>
  <message>
   <source>The project's list of pictures is damaged.</source>
   <translation>项目的图片列表已损坏。</translation>
  </message>
  <message>
   <source>The project's list of pictures was damaged and has been made anew from {source}. Labels that you gave and pictures that you left out are lost.</source>
   <translation>项目的图片列表曾损坏，已根据 {source} 重新生成。您给出的标签和排除的图片已丢失。</translation>
  </message>
  <message>
   <source>The project's list of pictures was damaged and has been made anew from {source}. The {count} picture that you relabelled or left out is so again.</source>
   <translation>项目的图片列表曾损坏，已根据 {source} 重新生成。您改过标签或排除的 {count} 张图片已恢复原状。</translation>
  </message>
  <message>
   <source>The project's list of pictures was damaged and has been made anew from {source}. The {count} pictures that you relabelled or left out are so again.</source>
   <translation>项目的图片列表曾损坏，已根据 {source} 重新生成。您改过标签或排除的 {count} 张图片已恢复原状。</translation>
  </message>
  <message>
   <source>The project's list of pictures was damaged and has been made anew from {source}. {count} decision could still be read; other labels of yours and pictures left out may be lost.</source>
   <translation>项目的图片列表曾损坏，已根据 {source} 重新生成。仍可读出 {count} 项决定；您的其他标签和排除的图片可能已丢失。</translation>
  </message>
  <message>
   <source>The project's list of pictures was damaged and has been made anew from {source}. {count} decisions could still be read; other labels of yours and pictures left out may be lost.</source>
   <translation>项目的图片列表曾损坏，已根据 {source} 重新生成。仍可读出 {count} 项决定；您的其他标签和排除的图片可能已丢失。</translation>
  </message>
  <message>
   <source>The projects are kept in {folder} already.</source>
   <translation>项目已经保存在 {folder} 中。</translation>
  </message>
  <message>
   <source>The projects are kept there now.</source>
   <translation>项目现在保存在那里。</translation>
  </message>
  <message>
   <source>The projects are kept there now; what could not be removed is still in {folder}.</source>
   <translation>项目现在保存在那里；未能删除的内容仍在 {folder} 中。</translation>
  </message>
  <message>
   <source>The projects stay where they were.</source>
   <translation>项目留在原处。</translation>
  </message>
  <message>
   <source>The publisher gives no hash for this file, so it was not checked.</source>
   <translation>发布者未提供该文件的哈希值，因此未作校验。</translation>
  </message>
  <message>
   <source>The quota on this disk is used up: {name} could not be written.</source>
   <translation>此磁盘的配额已用完：无法写入 {name}。</translation>
  </message>
  <message>
   <source>The range in which the true value lies with 95 % confidence (Wilson's interval of a share of counted pictures); fewer pictures make it wider.</source>
   <translation>真实值有 95 % 的把握所在的范围（计数比例的 Wilson 区间）；图片越少，范围越宽。</translation>
  </message>
  <message>
   <source>The recipe was made for {model}, which is chosen now.</source>
   <translation>这个方案是为 {model} 设计的，现已选用它。</translation>
  </message>
  <message>
   <source>The recipe was made for {model}, whose weights are not on this computer; {kept} stays chosen.</source>
   <translation>这个方案是为 {model} 设计的，但本机没有它的权重；仍使用 {kept}。</translation>
  </message>
  <message>
   <source>The report is saved:</source>
   <translation>报告已保存：</translation>
  </message>
  <message>
   <source>The run is now “{name}”</source>
   <translation>运行现名为“{name}”</translation>
  </message>
  <message>
   <source>The run needs a name.</source>
   <translation>运行需要一个名称。</translation>
  </message>
  <message>
   <source>The run stays as it is; a new one with its settings learns from the pictures as they are now.</source>
   <translation>此运行保持不变；一个设置相同的新运行将从图片现在的内容学习。</translation>
  </message>
  <message>
   <source>The run {name} has no model yet.</source>
   <translation>运行 {name} 还没有模型。</translation>
  </message>
  <message>
   <source>The run {name} is being trained already.</source>
   <translation>运行 {name} 已在训练中。</translation>
  </message>
  <message>
   <source>The same seed gives the same run.</source>
   <translation>相同的种子得到相同的运行。</translation>
  </message>
  <message>
   <source>The score of the first model, the baseline: a linear probe on the pretrained features, without fine-tuning.</source>
   <translation>首个模型（基线）的分数：在预训练特征上的线性探测，未经微调。</translation>
  </message>
  <message>
   <source>The score on validation, epoch by epoch.</source>
   <translation>每个轮次的验证分数。</translation>
  </message>
  <message>
   <source>The shards in '{name}' hold no pictures with classes, or are damaged.</source>
   <translation>“{name}”中的分片没有带类别的图片，或已损坏。</translation>
  </message>
  <message>
   <source>The share of all pixels that belong to the class.</source>
   <translation>属于该类别的像素占全部像素的比例。</translation>
  </message>
  <message>
   <source>The share of pictures whose class is predicted correctly.</source>
   <translation>模型认对类别的图片所占的比例。</translation>
  </message>
  <message>
   <source>The share of pixels whose class is correct.</source>
   <translation>类别认对的像素所占的比例。</translation>
  </message>
  <message>
   <source>The share of the class's true boxes that are found with a confidence of {sure:g} or more, overlap by {same:g} or more (IoU) and have the correct class: as the matrix counts.</source>
   <translation>该类别的真实标注框中，以不低于 {sure:g} 的置信度、不低于 {same:g} 的重叠（IoU）检出且类别正确的比例：与矩阵的计数一致。</translation>
  </message>
  <message>
   <source>The share of the class's true pixels that are correct.</source>
   <translation>该类别的真实像素中认对的比例。</translation>
  </message>
  <message>
   <source>The size of the file with the pretrained weights.</source>
   <translation>预训练权重文件的大小。</translation>
  </message>
  <message>
   <source>The table {name} has no columns of picture paths and labels.</source>
   <translation>表格 {name} 中没有图片路径和标签列。</translation>
  </message>
  <message>
   <source>The table {name} holds no box with a label.</source>
   <translation>表格 {name} 中没有带标签的框。</translation>
  </message>
  <message>
   <source>The table {name} names no picture with a label.</source>
   <translation>表格 {name} 中没有带标签的图片。</translation>
  </message>
  <message>
   <source>The test set is the folder's own. Validation is cut from the rest.</source>
   <translation>测试集来自文件夹本身，验证集从其余图片中划出。</translation>
  </message>
  <message>
   <source>The text files in '{name}' hold no boxes.</source>
   <translation>“{name}”中的文本文件没有任何框。</translation>
  </message>
  <message>
   <source>The time budget allows {epochs:.1f} epochs; the schedule is fitted to it.</source>
   <translation>时间预算允许 {epochs:.1f} 轮；学习率计划已随之调整。</translation>
  </message>
  <message>
   <source>The training has ended or has no weights yet.</source>
   <translation>训练已结束，或还没有权重。</translation>
  </message>
  <message>
   <source>The two runs were evaluated on different pictures, so they cannot be compared.</source>
   <translation>两次运行是在不同的图片上评估的，无法比较。</translation>
  </message>
  <message>
   <source>The weights file is being read.</source>
   <translation>正在读取权重文件。</translation>
  </message>
  <message>
   <source>The weights in {name} are damaged.</source>
   <translation>{name} 中的权重已损坏。</translation>
  </message>
  <message>
   <source>The weights in {name} are missing.</source>
   <translation>缺少 {name} 中的权重。</translation>
  </message>
  <message>
   <source>The weights in {name} cannot be read: {why}.</source>
   <translation>无法读取 {name} 中的权重：{why}。</translation>
  </message>
  <message>
   <source>The weights of {model} are being downloaded.</source>
   <translation>正在下载 {model} 的权重。</translation>
  </message>
  <message>
   <source>The weights of {model} are damaged: {name} is not the published file.</source>
   <translation>{model} 的权重已损坏：{name} 与发布的文件不符。</translation>
  </message>
  <message>
   <source>The weights of {model} are not on this computer yet. Download them first.</source>
   <translation>本机还没有 {model} 的权重，请先下载。</translation>
  </message>
  <message>
   <source>The weights of {model} are not on this computer.</source>
   <translation>{model} 的权重不在这台电脑上。</translation>
  </message>
  <message>
   <source>The whole model learns, and stops when it is at its best</source>
   <translation>整个模型都学习，学到最好时停止</translation>
  </message>
  <message>
   <source>The whole model learns, for a few epochs</source>
   <translation>整个模型都学习，学几个轮次</translation>
  </message>
  <message>
   <source>The whole window grows with it</source>
   <translation>整个窗口随之缩放</translation>
  </message>
  <message>
   <source>The {count} folders in '{name}' hold {pictures}, hardly more than one each: as classes they would teach nothing.</source>
   <translation>“{name}”中的 {count} 个文件夹共有{pictures}，几乎每个只有一张：作为类别学不到任何东西。</translation>
  </message>
  <message>
   <source>The {count} names of classes are passed over: at most {limit} are read.</source>
   <translation>已跳过这 {count} 个类别名称：最多读取 {limit} 个。</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>主题</translation>
  </message>
  <message>
   <source>There are no CIFAR batches in '{name}'.</source>
   <translation>“{name}”中没有 CIFAR 批次文件。</translation>
  </message>
  <message>
   <source>There are no COCO annotations in '{name}'.</source>
   <translation>“{name}”中没有 COCO 标注。</translation>
  </message>
  <message>
   <source>There are no arrays of pictures and classes in '{name}'.</source>
   <translation>“{name}”中没有图片和类别的数组。</translation>
  </message>
  <message>
   <source>There are no masks for the pictures.</source>
   <translation>这些图片没有掩膜。</translation>
  </message>
  <message>
   <source>There are no mistakes.</source>
   <translation>没有错误。</translation>
  </message>
  <message>
   <source>There are no pairs of idx files in '{name}'.</source>
   <translation>“{name}”中没有成对的 idx 文件。</translation>
  </message>
  <message>
   <source>There are no pictures and masks of Cityscapes in '{name}'.</source>
   <translation>“{name}”中没有 Cityscapes 的图片和掩膜。</translation>
  </message>
  <message>
   <source>There are no pictures in it.</source>
   <translation>其中没有图片。</translation>
  </message>
  <message>
   <source>There are no pictures to train on.</source>
   <translation>没有可用于训练的图片。</translation>
  </message>
  <message>
   <source>There are no pretrained weights for {model}.</source>
   <translation>{model} 没有预训练权重。</translation>
  </message>
  <message>
   <source>There are no pretrained weights for {model}. Choose a weights file.</source>
   <translation>{model} 没有预训练权重。请选择一个权重文件。</translation>
  </message>
  <message>
   <source>There are no such pictures.</source>
   <translation>没有这样的图片。</translation>
  </message>
  <message>
   <source>There are too few points to suggest a learning rate.</source>
   <translation>点太少，无法给出建议。</translation>
  </message>
  <message>
   <source>There are {count} classes; the pixels of a mask can tell at most {limit} apart.</source>
   <translation>共有 {count} 个类别；掩膜的像素最多只能区分 {limit} 个。</translation>
  </message>
  <message>
   <source>There are {count} files of {format}'s annotations ({name}, …), and none of the pictures that they are about.</source>
   <translation>有 {count} 个 {format} 标注文件（{name} 等），但没有它们所标注的图片。</translation>
  </message>
  <message>
   <source>There are {count} label files of YOLO ({name}, …), and no pictures with such names.</source>
   <translation>有 {count} 个 YOLO 标签文件（{name} 等），但没有同名的图片。</translation>
  </message>
  <message>
   <source>There is a test set, but none for validation: it is cut from the training pictures.</source>
   <translation>有测试集，但没有验证集：验证集从训练图片中划出。</translation>
  </message>
  <message>
   <source>There is a {name} in {folder} already.</source>
   <translation>{folder} 中已有 {name}。</translation>
  </message>
  <message>
   <source>There is no display to open a window on.</source>
   <translation>没有可显示窗口的屏幕。</translation>
  </message>
  <message>
   <source>There is no longer one table in '{name}'.</source>
   <translation>“{name}”中不再是只有一个表格。</translation>
  </message>
  <message>
   <source>There is no model named "{name}".</source>
   <translation>没有名为“{name}”的模型。</translation>
  </message>
  <message>
   <source>There is no model yet</source>
   <translation>还没有模型</translation>
  </message>
  <message>
   <source>There is no picture in '{name}', only other files ({kinds}).</source>
   <translation>“{name}”中没有图片，只有其他文件（{kinds}）。</translation>
  </message>
  <message>
   <source>There is no picture in '{name}'.</source>
   <translation>“{name}”中没有图片。</translation>
  </message>
  <message>
   <source>There is no picture in the archive {name}.</source>
   <translation>压缩包 {name} 中没有图片。</translation>
  </message>
  <message>
   <source>There is no preset {name}.</source>
   <translation>没有预设 {name}。</translation>
  </message>
  <message>
   <source>There is no setting {key}.</source>
   <translation>没有设置项 {key}。</translation>
  </message>
  <message>
   <source>There is no training set, so all pictures are split anew.</source>
   <translation>没有训练集，因此所有图片重新划分。</translation>
  </message>
  <message>
   <source>There is nothing at {path}.</source>
   <translation>{path} 处没有任何内容。</translation>
  </message>
  <message>
   <source>There is nothing in '{name}' that is known and not read.</source>
   <translation>“{name}”中没有已知但不读取的内容。</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>没有可撤销的操作。</translation>
  </message>
  <message>
   <source>There is only a training set: validation is cut from it.</source>
   <translation>只有训练集：验证集从中划出。</translation>
  </message>
  <message>
   <source>There is only one class, '{name}', in the column '{column}' of {file}, so there is nothing to tell apart.</source>
   <translation>{file} 的列“{column}”中只有一个类别“{name}”，因此没有可区分的内容。</translation>
  </message>
  <message>
   <source>There is only one class, '{name}', so there is nothing to tell apart.</source>
   <translation>只有一个类别“{name}”，没有可区分的内容。</translation>
  </message>
  <message>
   <source>There is only one class.</source>
   <translation>只有一个类别。</translation>
  </message>
  <message>
   <source>There is {count} file of {format}'s annotations ({name}), and not the picture that it is about.</source>
   <translation>有 {count} 个 {format} 标注文件（{name}），但没有它所标注的图片。</translation>
  </message>
  <message>
   <source>There is {count} label file of YOLO ({name}), and no picture with such a name.</source>
   <translation>有 {count} 个 YOLO 标签文件（{name}），但没有同名的图片。</translation>
  </message>
  <message>
   <source>This build is for computers without a GPU. Two of torchvision's operators, nms and roi_align, run in Python here: the same results, more slowly.</source>
   <translation>此版本用于没有 GPU 的电脑。torchvision 的 nms 和 roi_align 两个算子在这里用 Python 运行：结果相同，只是较慢。</translation>
  </message>
  <message>
   <source>This cannot be opened</source>
   <translation>无法打开</translation>
  </message>
  <message>
   <source>This cannot be opened.</source>
   <translation>无法打开。</translation>
  </message>
  <message>
   <source>This computer</source>
   <translation>本机</translation>
  </message>
  <message>
   <source>This computer lacks libraries that the window needs: {names}.</source>
   <translation>本机缺少窗口所需的库：{names}。</translation>
  </message>
  <message>
   <source>This disk may have no bin. Delete the folder in your file manager.</source>
   <translation>这个磁盘可能没有回收站。请在文件管理器中删除该文件夹。</translation>
  </message>
  <message>
   <source>This evaluation is not kept: {why}</source>
   <translation>此评估不会保留：{why}</translation>
  </message>
  <message>
   <source>This is a new class. Your folder itself stays as it is.</source>
   <translation>这是一个新类别。您的文件夹保持原样。</translation>
  </message>
  <message>
   <source>This is kept in the run, which then differs from one that was never interrupted.</source>
   <translation>这会记录在运行中，此后它与从未中断的运行不再一致。</translation>
  </message>
  <message>
   <source>This list</source>
   <translation>显示此列表</translation>
  </message>
  <message>
   <source>This looks like</source>
   <translation>看起来像</translation>
  </message>
  <message>
   <source>This model was trained in the project “{project}”.</source>
   <translation>此模型是在项目“{project}”中训练的。</translation>
  </message>
  <message>
   <source>This needs {need} of {all}.</source>
   <translation>需要 {need}，可用 {all}。</translation>
  </message>
  <message>
   <source>This picture cannot be read</source>
   <translation>无法读取这张图片</translation>
  </message>
  <message>
   <source>This project can only be looked at, evaluated and predicted with: {why}.</source>
   <translation>此项目只能查看、评估和用于预测：{why}。</translation>
  </message>
  <message>
   <source>This project was made by a newer version of the app.</source>
   <translation>此项目由更新版本的应用创建。</translation>
  </message>
  <message>
   <source>This run began with {what}, which this version does without. It goes on in the usual way, so it does not end with the same bits as it would have.</source>
   <translation>此运行开始时使用了{what}，本版本已不再使用。它以通常的方式继续，因此结果不会逐位相同。</translation>
  </message>
  <message>
   <source>This version does not know the task {name}.</source>
   <translation>此版本不认识任务 {name}。</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>线程</translation>
  </message>
  <message>
   <source>Tick two runs to compare them</source>
   <translation>勾选两个运行进行对比</translation>
  </message>
  <message>
   <source>Tight</source>
   <translation>紧张</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Time and memory are measured on this computer. A score stands here once a run was made like this.</source>
   <translation>时间和内存在这台电脑上测得。这样训练过一次后，这里会显示分数。</translation>
  </message>
  <message>
   <source>Time between two checkpoints within an epoch.</source>
   <translation>同一轮内两个检查点之间的时间。</translation>
  </message>
  <message>
   <source>Time budget</source>
   <translation>时间预算</translation>
  </message>
  <message>
   <source>To be downloaded</source>
   <translation>需要下载</translation>
  </message>
  <message>
   <source>Tracks of MOT are not read.</source>
   <translation>无法读取 MOT 的轨迹。</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>训练</translation>
  </message>
  <message>
   <source>Train and Run</source>
   <translation>训练和运行</translation>
  </message>
  <message>
   <source>Train downloads others when you choose them.</source>
   <translation>在“训练”页选择其他模型时会下载其权重。</translation>
  </message>
  <message>
   <source>Train on</source>
   <translation>继续训练</translation>
  </message>
  <message>
   <source>Train one on the Train page, or choose one of another project above.</source>
   <translation>请在“训练”页训练一个,或在上方选择其他项目的模型。</translation>
  </message>
  <message>
   <source>Train one on the Train page: its first validation already makes a model.</source>
   <translation>在训练页训练一个：第一次验证后就有模型了。</translation>
  </message>
  <message>
   <source>Train the last epoch</source>
   <translation>训练最后一个轮次</translation>
  </message>
  <message>
   <source>Train the {count} epochs left</source>
   <translation>训练剩下的 {count} 个轮次</translation>
  </message>
  <message>
   <source>Train {count} more epochs</source>
   <translation>再训练 {count} 个轮次</translation>
  </message>
  <message>
   <source>Trainable layers</source>
   <translation>可训练的层</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>训练</translation>
  </message>
  <message>
   <source>Training ends in time, with the schedule fitted to it.</source>
   <translation>训练按时结束，学习率计划随之调整。</translation>
  </message>
  <message>
   <source>Training is under way</source>
   <translation>正在训练</translation>
  </message>
  <message>
   <source>Training stopped because of an error in the program.</source>
   <translation>训练因程序错误而停止。</translation>
  </message>
  <message>
   <source>Training stopped.</source>
   <translation>训练已停止。</translation>
  </message>
  <message>
   <source>Training stopped: the loss has grown from {first} to {last} by step {step} and does not come back.</source>
   <translation>训练已停止：到第 {step} 步时，损失从 {first} 增大到 {last}，且不再回落。</translation>
  </message>
  <message>
   <source>Training stopped: the loss is not a number at step {step}. Pictures: {names}</source>
   <translation>训练已停止：第 {step} 步的损失不是数字。图片：{names}</translation>
  </message>
  <message>
   <source>Try again, or on another network.</source>
   <translation>请重试，或换一个网络。</translation>
  </message>
  <message>
   <source>Try again; if it stays so, start the app anew. Nothing is lost.</source>
   <translation>请重试；如果仍然如此，请重新启动应用。没有任何内容丢失。</translation>
  </message>
  <message>
   <source>Try it</source>
   <translation>试一试</translation>
  </message>
  <message>
   <source>Try it with a sample</source>
   <translation>用示例试一试</translation>
  </message>
  <message>
   <source>Try later, or choose a weights file or a model whose weights are included.</source>
   <translation>请稍后再试，或选择权重文件，或选择已内置权重的模型。</translation>
  </message>
  <message>
   <source>Try the sample (1 min)</source>
   <translation>试用示例（1 分钟）</translation>
  </message>
  <message>
   <source>Trying a few real steps</source>
   <translation>正在试跑真实步骤</translation>
  </message>
  <message>
   <source>Trying a few real steps: {done} of {total}</source>
   <translation>正在试跑真实步骤：{done} / {total}</translation>
  </message>
  <message>
   <source>Trying learning rates</source>
   <translation>正在尝试学习率</translation>
  </message>
  <message>
   <source>Two or more are needed to tell pictures apart.</source>
   <translation>要区分图片，至少需要两个类别。</translation>
  </message>
  <message>
   <source>Two ways to teach it your {classes}. Start from a model that already knows pictures.</source>
   <translation>教它认您的{classes}有两种方式。从已经认识图片的模型开始。</translation>
  </message>
  <message>
   <source>Type: {command}</source>
   <translation>请输入：{command}</translation>
  </message>
  <message>
   <source>Under which terms the pretrained weights may be used.</source>
   <translation>预训练权重可按什么条款使用。</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Unpack it and open the folder, or pack it as ZIP.</source>
   <translation>请解压后打开文件夹，或改用 ZIP 打包。</translation>
  </message>
  <message>
   <source>Unpack it yourself and open the folder.</source>
   <translation>请自行解压，然后打开文件夹。</translation>
  </message>
  <message>
   <source>Unpack it, and open the folder with its content.</source>
   <translation>请解压，然后打开其内容所在的文件夹。</translation>
  </message>
  <message>
   <source>Unpack it, then open the folder.</source>
   <translation>请先解压，然后打开文件夹。</translation>
  </message>
  <message>
   <source>Unpacking</source>
   <translation>正在解压</translation>
  </message>
  <message>
   <source>Update sft-gui to open it.</source>
   <translation>请更新 sft-gui 后再打开。</translation>
  </message>
  <message>
   <source>Update the app to open it.</source>
   <translation>请更新应用后再打开。</translation>
  </message>
  <message>
   <source>Use another disk, or raise the limit (ulimit -f); what was written before is safe.</source>
   <translation>请使用其他磁盘，或提高限制（ulimit -f）；之前写入的内容是安全的。</translation>
  </message>
  <message>
   <source>Use in Predict</source>
   <translation>用于预测</translation>
  </message>
  <message>
   <source>Use my photos…</source>
   <translation>使用我的照片…</translation>
  </message>
  <message>
   <source>Use the first model</source>
   <translation>使用首个模型</translation>
  </message>
  <message>
   <source>Use “{run}”</source>
   <translation>使用“{run}”</translation>
  </message>
  <message>
   <source>Validation</source>
   <translation>验证</translation>
  </message>
  <message>
   <source>Validation and test leave too little to train on.</source>
   <translation>验证集和测试集留给训练的太少。</translation>
  </message>
  <message>
   <source>Validation and test together can take 0 to 95 % of the pictures.</source>
   <translation>验证集和测试集合计可占图片的 0 到 95 %。</translation>
  </message>
  <message>
   <source>Validation loss</source>
   <translation>验证损失</translation>
  </message>
  <message>
   <source>Validation share</source>
   <translation>验证比例</translation>
  </message>
  <message>
   <source>Values in it</source>
   <translation>其中的值</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>VisDrone boxes</source>
   <translation>VisDrone 边界框</translation>
  </message>
  <message>
   <source>WIDER FACE boxes</source>
   <translation>WIDER FACE 边界框</translation>
  </message>
  <message>
   <source>Wait for its first validation, or resume it.</source>
   <translation>请等待首次验证，或继续该运行。</translation>
  </message>
  <message>
   <source>Warm-up</source>
   <translation>预热</translation>
  </message>
  <message>
   <source>Ways to read it</source>
   <translation>读取方式</translation>
  </message>
  <message>
   <source>Web page</source>
   <translation>网页</translation>
  </message>
  <message>
   <source>WebDataset</source>
   <translation>WebDataset</translation>
  </message>
  <message>
   <source>WebDataset or another archive</source>
   <translation>WebDataset 或其他归档文件</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>权重衰减</translation>
  </message>
  <message>
   <source>Weights</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Weights (*.safetensors *.pth *.pt *.bin)</source>
   <translation>权重 (*.safetensors *.pth *.pt *.bin)</translation>
  </message>
  <message>
   <source>Weights damaged</source>
   <translation>权重已损坏</translation>
  </message>
  <message>
   <source>Weights for {model}</source>
   <translation>{model} 的权重</translation>
  </message>
  <message>
   <source>Weights: {name}. Press to use the model's own.</source>
   <translation>权重：{name}。按下即改用模型自带的权重。</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>欢迎</translation>
  </message>
  <message>
   <source>What I understood:</source>
   <translation>我的理解：</translation>
  </message>
  <message>
   <source>What a picture, a box or a pixel can be.</source>
   <translation>一张图片、一个框或一个像素可能是什么。</translation>
  </message>
  <message>
   <source>What arrived is not {name} as its publisher made it (the hash differs); it was thrown away.</source>
   <translation>收到的内容不是发布者的 {name}（哈希值不同）；已丢弃。</translation>
  </message>
  <message>
   <source>What computes.</source>
   <translation>用什么来计算。</translation>
  </message>
  <message>
   <source>What is called like this project's pictures in {path} are other pictures.</source>
   <translation>{path} 中与此项目图片同名的是其他图片。</translation>
  </message>
  <message>
   <source>What is moved is copied to {folder} and read back before the originals are removed. What is left where it is can still be opened from there; new projects are kept in the new place.</source>
   <translation>移动时先复制到 {folder} 并回读校验，然后才删除原件。留在原处的项目仍可从那里打开；新项目保存在新位置。</translation>
  </message>
  <message>
   <source>What it noted is in {file}</source>
   <translation>它留下的记录在 {file}</translation>
  </message>
  <message>
   <source>What it takes</source>
   <translation>需要什么</translation>
  </message>
  <message>
   <source>What lies in no outline is the class '{name}'.</source>
   <translation>不在任何轮廓内的部分属于类别“{name}”。</translation>
  </message>
  <message>
   <source>What next</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>What next: {sentence}</source>
   <translation>下一步：{sentence}</translation>
  </message>
  <message>
   <source>What the learning rate is multiplied by at each fall.</source>
   <translation>每次下降时学习率所乘的系数。</translation>
  </message>
  <message>
   <source>What the model will see</source>
   <translation>模型将看到的图片</translation>
  </message>
  <message>
   <source>What the new last layer starts from.</source>
   <translation>新的最后一层从什么开始。</translation>
  </message>
  <message>
   <source>What the pretrained model sees in pictures is not kept; the next run looks again.</source>
   <translation>预训练模型从图片中提取的特征未保存；下次运行会重新计算。</translation>
  </message>
  <message>
   <source>What the run's checkpoint, its best weights and its log take on the disk.</source>
   <translation>运行的检查点、最佳权重和日志占用的磁盘空间。</translation>
  </message>
  <message>
   <source>What the window is to remember is not kept; it holds until the window closes.</source>
   <translation>窗口要记住的内容未保存；它在窗口关闭前有效。</translation>
  </message>
  <message>
   <source>What training makes small: how far the model's answers are from the right ones; 0 would be perfect.</source>
   <translation>训练要减小的量：模型的回答离正确答案有多远；0 表示完美。</translation>
  </message>
  <message>
   <source>What trains, where there is no GPU</source>
   <translation>没有 GPU 时用它训练</translation>
  </message>
  <message>
   <source>What was learned up to the last checkpoint is safe. Close other programs and go on, or choose a smaller model, picture size or batch size.</source>
   <translation>截至最后一个检查点学到的内容是安全的。请关闭其他程序后继续，或选择更小的模型、图片尺寸或批大小。</translation>
  </message>
  <message>
   <source>What was learned up to the last checkpoint is safe. The details say more.</source>
   <translation>截至最后一个检查点所学的内容是安全的。详情见“详细信息”。</translation>
  </message>
  <message>
   <source>What was looked at already is kept.</source>
   <translation>已看过的部分会保留。</translation>
  </message>
  <message>
   <source>What was noticed</source>
   <translation>注意到的问题</translation>
  </message>
  <message>
   <source>What was unpacked of the archive is gone.</source>
   <translation>从压缩包解压出的内容已不存在。</translation>
  </message>
  <message>
   <source>What you decide, train or evaluate here is not kept.</source>
   <translation>您在此做的决定、训练或评估不会保留。</translation>
  </message>
  <message>
   <source>When the run was started.</source>
   <translation>运行开始的时间。</translation>
  </message>
  <message>
   <source>When to stop</source>
   <translation>何时停止</translation>
  </message>
  <message>
   <source>Where Quick and Best differ</source>
   <translation>“快速”与“最佳”不同之处</translation>
  </message>
  <message>
   <source>Where are the pictures now?</source>
   <translation>图片现在在哪里？</translation>
  </message>
  <message>
   <source>Where its statistics stay as they are, it can be computed together with the convolution before it: faster, and the same up to rounding. Automatic does so on a CPU.</source>
   <translation>统计量保持不变时，可与前面的卷积一起计算：更快，结果除舍入外相同。“自动”在 CPU 上这样做。</translation>
  </message>
  <message>
   <source>Where projects are to be kept</source>
   <translation>项目保存的位置</translation>
  </message>
  <message>
   <source>Where they are</source>
   <translation>权重位置</translation>
  </message>
  <message>
   <source>Where to put the copies, one folder a class</source>
   <translation>副本放在哪里，每类一个文件夹</translation>
  </message>
  <message>
   <source>Where training ends, in per cent</source>
   <translation>训练集的终点（百分比）</translation>
  </message>
  <message>
   <source>Where validation ends, in per cent</source>
   <translation>验证集的终点（百分比）</translation>
  </message>
  <message>
   <source>Whether the run has ended, and how.</source>
   <translation>运行是否已结束，以及怎样结束。</translation>
  </message>
  <message>
   <source>Whether the weights are here already or would have to be downloaded.</source>
   <translation>权重已在这里，还是需要下载。</translation>
  </message>
  <message>
   <source>Which column holds the answer?</source>
   <translation>哪一列是答案？</translation>
  </message>
  <message>
   <source>Which layers change; the others stay as they are.</source>
   <translation>哪些层会改变；其余保持不变。</translation>
  </message>
  <message>
   <source>Which pictures fall into which split.</source>
   <translation>哪些图片属于哪个划分。</translation>
  </message>
  <message>
   <source>Whole run (1 epoch)</source>
   <translation>全部（1 轮）</translation>
  </message>
  <message>
   <source>Why it cannot be read</source>
   <translation>无法读取的原因</translation>
  </message>
  <message>
   <source>Why it is left out</source>
   <translation>跳过原因</translation>
  </message>
  <message>
   <source>Will not fit</source>
   <translation>放不下</translation>
  </message>
  <message>
   <source>Worse than the first model: {run} against {first} of {pictures} ({low} to {high} points).</source>
   <translation>比首个模型差：在 {pictures}上 {run} 对 {first}（差 {low} 到 {high} 个百分点）。</translation>
  </message>
  <message>
   <source>Worst mistakes</source>
   <translation>最严重的错误</translation>
  </message>
  <message>
   <source>Worst mistakes first</source>
   <translation>最严重的错误在前</translation>
  </message>
  <message>
   <source>Worst mistakes first:</source>
   <translation>最严重的错误在前：</translation>
  </message>
  <message>
   <source>Worst pictures first</source>
   <translation>最差的图片在前</translation>
  </message>
  <message>
   <source>Worst pictures first, by {measure}:</source>
   <translation>最差的图片在前，按 {measure}：</translation>
  </message>
  <message>
   <source>Worst pictures first:</source>
   <translation>最差的图片在前：</translation>
  </message>
  <message>
   <source>Worth a look</source>
   <translation>值得一看</translation>
  </message>
  <message>
   <source>Write a table with two columns, file and class (CSV), beside the pictures.</source>
   <translation>请在图片旁边写一个两列的表格（CSV）：文件和类别。</translation>
  </message>
  <message>
   <source>Write the folders before the names in the table, or open the folder that is meant.</source>
   <translation>请在表格的名称前写上文件夹，或打开所指的文件夹。</translation>
  </message>
  <message>
   <source>Write the pictures out as PNG or JPEG, with one folder per class, and open the folder above them.</source>
   <translation>请把图片另存为 PNG 或 JPEG，每个类别一个文件夹，然后打开上一级文件夹。</translation>
  </message>
  <message>
   <source>Writing pictures</source>
   <translation>正在写出图片</translation>
  </message>
  <message>
   <source>Writing the sample</source>
   <translation>正在写出示例</translation>
  </message>
  <message>
   <source>YOLO boxes</source>
   <translation>YOLO 框</translation>
  </message>
  <message>
   <source>YOLO outlines as masks</source>
   <translation>YOLO 轮廓（作为掩膜）</translation>
  </message>
  <message>
   <source>YOLO text files</source>
   <translation>YOLO 文本文件</translation>
  </message>
  <message>
   <source>You can go on meanwhile.</source>
   <translation>您可以继续其他操作。</translation>
  </message>
  <message>
   <source>You can go on working meanwhile.</source>
   <translation>您可以继续做其他事情。</translation>
  </message>
  <message>
   <source>You can pause or close the app; nothing is lost.</source>
   <translation>可以暂停或关闭程序，不会丢失任何内容。</translation>
  </message>
  <message>
   <source>Your picture, and five ways in which the augmentation changes it</source>
   <translation>您的一张图片，以及数据增强对它的五种改变</translation>
  </message>
  <message>
   <source>Your runs and your pictures are safe. The report holds no file names unless you tick the box.</source>
   <translation>已有的训练和图片都没有受到影响。除非勾选，报告不含任何文件名。</translation>
  </message>
  <message>
   <source>Your training goes on and your pictures are safe. The report holds no file names unless you tick the box.</source>
   <translation>训练仍在进行，图片没有受到影响。除非勾选，报告不含任何文件名。</translation>
  </message>
  <message>
   <source>Your validation pictures are not learned from. Fine-tuning changes the network itself; it is worth its time only where it beats this score by more than chance.</source>
   <translation>模型不从验证图片中学习。微调会改变网络本身；只有当它超过这一成绩且并非偶然时，才值得花费时间。</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>缩小</translation>
  </message>
  <message>
   <source>a box is drawn around each outline</source>
   <translation>每个轮廓取其外接框</translation>
  </message>
  <message>
   <source>a click predicts again</source>
   <translation>点击可再次预测</translation>
  </message>
  <message>
   <source>a little more accurate</source>
   <translation>稍准一些</translation>
  </message>
  <message>
   <source>a shape has {count} labels; the first holds</source>
   <translation>一个形状有 {count} 个标签；以第一个为准</translation>
  </message>
  <message>
   <source>a shape of the kind 'mask' ({label}) is damaged: left out</source>
   <translation>一个“mask”类型的形状（{label}）已损坏：未采用</translation>
  </message>
  <message>
   <source>about {pictures} with one answer each, in CIFAR's batches</source>
   <translation>CIFAR 批次文件中约有{pictures}，每张有一个答案</translation>
  </message>
  <message>
   <source>about {pictures} with one answer each, in WebDataset's shards</source>
   <translation>约{pictures}各有一个答案，位于 WebDataset 的分片中</translation>
  </message>
  <message>
   <source>about {time} left</source>
   <translation>约剩 {time}</translation>
  </message>
  <message>
   <source>accurate for its size</source>
   <translation>小而准</translation>
  </message>
  <message>
   <source>accurate, needs a GPU</source>
   <translation>准确，需要 GPU</translation>
  </message>
  <message>
   <source>after the first epoch</source>
   <translation>第一轮之后可知</translation>
  </message>
  <message>
   <source>after {time}. Fine-tuning has to beat it.</source>
   <translation>，用时 {time}。微调需要超过它。</translation>
  </message>
  <message>
   <source>an annotation ({label}) has a damaged mask: left out</source>
   <translation>一个标注（{label}）的掩膜已损坏：略去</translation>
  </message>
  <message>
   <source>an annotation ({label}) has damaged run lengths: left out</source>
   <translation>一条标注（{label}）的行程编码已损坏：已略去</translation>
  </message>
  <message>
   <source>an annotation ({label}) has no outline: left out</source>
   <translation>一条标注（{label}）没有轮廓：已略去</translation>
  </message>
  <message>
   <source>an outline ({label}) is no list of pairs of numbers: left out</source>
   <translation>一条轮廓（{label}）不是成对数字的列表：已略去</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>以及另外 {count} 个</translation>
  </message>
  <message>
   <source>annotations are in files that cannot be read, such as {name}</source>
   <translation>标注所在的文件无法读取，例如 {name}</translation>
  </message>
  <message>
   <source>annotations of an unknown form</source>
   <translation>形式未知的标注</translation>
  </message>
  <message>
   <source>annotations of an unknown form are in {name}</source>
   <translation>{name} 中有形式未知的标注</translation>
  </message>
  <message>
   <source>answer</source>
   <translation>答案</translation>
  </message>
  <message>
   <source>archives</source>
   <translation>压缩包</translation>
  </message>
  <message>
   <source>arrays of NumPy</source>
   <translation>NumPy 数组</translation>
  </message>
  <message>
   <source>as annotated; a click shows what is found</source>
   <translation>显示标注；点击查看识别结果</translation>
  </message>
  <message>
   <source>as in the textbook</source>
   <translation>如教科书所述</translation>
  </message>
  <message>
   <source>as it is now, epoch {epoch}</source>
   <translation>当前状态，第 {epoch} 轮</translation>
  </message>
  <message>
   <source>as the model</source>
   <translation>随模型</translation>
  </message>
  <message>
   <source>augmentation by batch</source>
   <translation>按批增强</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>before the first step</source>
   <translation>第一步之前</translation>
  </message>
  <message>
   <source>beside them: {names}</source>
   <translation>在其旁边：{names}</translation>
  </message>
  <message>
   <source>box {number} ({label}) has no area: left out</source>
   <translation>第 {number} 个框（{label}）没有面积：已略去</translation>
  </message>
  <message>
   <source>box {number} ({label}) is no box of numbers: left out</source>
   <translation>第 {number} 个框（{label}）的数值无效：已略去</translation>
  </message>
  <message>
   <source>box {number} ({label}) is outside the picture: left out</source>
   <translation>第 {number} 个框（{label}）在图片之外：已略去</translation>
  </message>
  <message>
   <source>box {number} ({label}) reaches outside the picture: cut</source>
   <translation>第 {number} 个框（{label}）超出图片：已裁到图片内</translation>
  </message>
  <message>
   <source>box {number} is of the unknown class '{label}': left out</source>
   <translation>第 {number} 个框的类别“{label}”未知：已略去</translation>
  </message>
  <message>
   <source>boxes</source>
   <translation>框</translation>
  </message>
  <message>
   <source>boxes are filled as if they were outlines</source>
   <translation>标注框像轮廓一样被填充</translation>
  </message>
  <message>
   <source>camera raw</source>
   <translation>相机原始格式</translation>
  </message>
  <message>
   <source>cannot be opened ({error})</source>
   <translation>无法打开（{error}）</translation>
  </message>
  <message>
   <source>cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>chosen</source>
   <translation>已选</translation>
  </message>
  <message>
   <source>classes count the same</source>
   <translation>各类权重相同</translation>
  </message>
  <message>
   <source>click to hide a class</source>
   <translation>点击可隐藏类别</translation>
  </message>
  <message>
   <source>confidence in per cent; below 70 is marked</source>
   <translation>置信度（%），低于 70 的有标记</translation>
  </message>
  <message>
   <source>correct</source>
   <translation>识别正确</translation>
  </message>
  <message>
   <source>correct after {count} of {total} epochs</source>
   <translation>{total} 轮中有 {count} 轮答对</translation>
  </message>
  <message>
   <source>crop, flip, turn and colour changes</source>
   <translation>裁剪、翻转、旋转和颜色变化</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>yyyy年M月d日</translation>
  </message>
  <message>
   <source>declares entities or a document type, which are not read</source>
   <translation>声明了实体或文档类型，这些不会被读取</translation>
  </message>
  <message>
   <source>documents</source>
   <translation>文档</translation>
  </message>
  <message>
   <source>does not have most of what is in the masks</source>
   <translation>没有涵盖掩膜中的大部分内容</translation>
  </message>
  <message>
   <source>each picture has one answer to '{question}' in files of {tool}, one of {count}</source>
   <translation>在 {tool} 的文件中，每张图片对“{question}”有一个答案，共 {count} 种</translation>
  </message>
  <message>
   <source>each picture has one answer, its folder of level {level} from the top, one of {count}: {names}</source>
   <translation>每张图片有一个答案，即从上往下第 {level} 层的文件夹，共 {count} 种：{names}</translation>
  </message>
  <message>
   <source>each picture has one answer, the beginning of its file name, one of {count}: {names}</source>
   <translation>每张图片有一个答案，即文件名的开头，共 {count} 种：{names}</translation>
  </message>
  <message>
   <source>each picture has one answer, the column '{column}' of {file}, one of {count}</source>
   <translation>每张图片有一个答案，即 {file} 的列“{column}”，共 {count} 种</translation>
  </message>
  <message>
   <source>each picture has one answer, the column '{column}' of {tables} tables such as {file}, one of {count}</source>
   <translation>每张图片有一个答案，即 {tables} 个表格（如 {file}）的列“{column}”，共 {count} 种</translation>
  </message>
  <message>
   <source>each picture has one answer, the column of {file} in which it has a 1: {columns}</source>
   <translation>每张图片有一个答案，即 {file} 中其值为 1 的那一列：{columns}</translation>
  </message>
  <message>
   <source>each picture has one answer, the folder that it lies in, one of {count}: {names}</source>
   <translation>每张图片有一个答案，即它所在的文件夹，共 {count} 种：{names}</translation>
  </message>
  <message>
   <source>ends after {read} of {whole}</source>
   <translation>文件不完整：{read} / {whole}</translation>
  </message>
  <message>
   <source>epoch {epoch}</source>
   <translation>第 {epoch} 轮</translation>
  </message>
  <message>
   <source>epochs</source>
   <translation>轮</translation>
  </message>
  <message>
   <source>every layer</source>
   <translation>每一层</translation>
  </message>
  <message>
   <source>falls in steps</source>
   <translation>分段下降</translation>
  </message>
  <message>
   <source>false alarm</source>
   <translation>误报</translation>
  </message>
  <message>
   <source>fine detail, included</source>
   <translation>细节精细，已内置</translation>
  </message>
  <message>
   <source>first model</source>
   <translation>首个模型</translation>
  </message>
  <message>
   <source>first model {score}</source>
   <translation>首个模型 {score}</translation>
  </message>
  <message>
   <source>first model, {whole}</source>
   <translation>首个模型，{whole}</translation>
  </message>
  <message>
   <source>float16 needs a GPU.</source>
   <translation>float16 需要 GPU。</translation>
  </message>
  <message>
   <source>for large things, quick</source>
   <translation>适合大目标，较快</translation>
  </message>
  <message>
   <source>from project {project}</source>
   <translation>来自项目 {project}</translation>
  </message>
  <message>
   <source>from the data</source>
   <translation>由数据决定</translation>
  </message>
  <message>
   <source>from timm</source>
   <translation>来自 timm</translation>
  </message>
  <message>
   <source>gentle crop and flip</source>
   <translation>轻度裁剪和翻转</translation>
  </message>
  <message>
   <source>gives no colours, and the masks are in colour</source>
   <translation>没有给出颜色，而掩膜是彩色的</translation>
  </message>
  <message>
   <source>group only</source>
   <translation>仅可用于分组</translation>
  </message>
  <message>
   <source>has a cell without an end near line {line}: a quotation mark lacks its partner</source>
   <translation>在第 {line} 行附近有一个没有结束的单元格：引号不成对</translation>
  </message>
  <message>
   <source>has a line of {count} characters</source>
   <translation>有一行长达 {count} 个字符</translation>
  </message>
  <message>
   <source>has a mask, {mask}, on which no pixel belongs to a class</source>
   <translation>的掩膜 {mask} 中没有一个像素属于任何类别</translation>
  </message>
  <message>
   <source>has a mask, {mask}, that {reason}</source>
   <translation>的掩膜 {mask} {reason}</translation>
  </message>
  <message>
   <source>has a name that is not valid text; rename it</source>
   <translation>文件名不是有效的文本，请重命名</translation>
  </message>
  <message>
   <source>has an annotation, {name}, that {reason}</source>
   <translation>的标注 {name} {reason}</translation>
  </message>
  <message>
   <source>has an annotation, {name}, whose lines are no boxes</source>
   <translation>有标注 {name}，但其中各行不是边界框</translation>
  </message>
  <message>
   <source>has changed since import</source>
   <translation>自导入后已更改</translation>
  </message>
  <message>
   <source>has no annotation</source>
   <translation>没有标注</translation>
  </message>
  <message>
   <source>has no flag that is set</source>
   <translation>没有设置标志</translation>
  </message>
  <message>
   <source>has no mask</source>
   <translation>没有掩膜</translation>
  </message>
  <message>
   <source>has no mask: {mask} is not there</source>
   <translation>没有掩膜：{mask} 不存在</translation>
  </message>
  <message>
   <source>has run lengths ({label}) that do not fit it: left out</source>
   <translation>有与之不符的游程编码（{label}）：已略去</translation>
  </message>
  <message>
   <source>has several answers: {answers}</source>
   <translation>有多个答案：{answers}</translation>
  </message>
  <message>
   <source>has several flags</source>
   <translation>设置了多个标志</translation>
  </message>
  <message>
   <source>has {bands} bands of {bits}-bit real numbers; only one such band is read</source>
   <translation>有 {bands} 个 {bits} 位浮点波段；只能读取一个这样的波段</translation>
  </message>
  <message>
   <source>has {bands} bands; pictures with 1, 3 or 4 are read</source>
   <translation>有 {bands} 个波段；只能读取 1、3 或 4 个波段的图片</translation>
  </message>
  <message>
   <source>has {bits} bits a value; 8 and 16 are read</source>
   <translation>每个值为 {bits} 位；只能读取 8 位和 16 位</translation>
  </message>
  <message>
   <source>has {count} lines; at most {limit} are read</source>
   <translation>有 {count} 行；最多读取 {limit} 行</translation>
  </message>
  <message>
   <source>has {count} more such entries</source>
   <translation>还有 {count} 条类似的条目</translation>
  </message>
  <message>
   <source>has {count} objects; the first {limit} are taken</source>
   <translation>有 {count} 个对象；只取前 {limit} 个</translation>
  </message>
  <message>
   <source>has {mask} pixels where the picture has {picture}</source>
   <translation>的尺寸是 {mask} 像素，而图片是 {picture}</translation>
  </message>
  <message>
   <source>has {picture} pixels, its mask {mask}: the mask is scaled</source>
   <translation>的尺寸是 {picture} 像素，其掩膜是 {mask}：掩膜已缩放</translation>
  </message>
  <message>
   <source>has {real} pixels, not {said} as its annotation says: its {what} are scaled</source>
   <translation>的尺寸是 {real} 像素，而标注写的是 {said}：{what}已按比例换算</translation>
  </message>
  <message>
   <source>has {real} pixels, not {said} as its annotation says: its {what} are taken as they are</source>
   <translation>的尺寸是 {real} 像素，而标注写的是 {said}：{what}按原样使用</translation>
  </message>
  <message>
   <source>has {size}; at most {limit} are read</source>
   <translation>大小为 {size}，最多只读取 {limit}</translation>
  </message>
  <message>
   <source>highest confidence first</source>
   <translation>最确定的在前</translation>
  </message>
  <message>
   <source>holds complex numbers, which are no colours</source>
   <translation>保存的是复数，不是颜色</translation>
  </message>
  <message>
   <source>holds more than {limit} entries</source>
   <translation>含有超过 {limit} 个条目</translation>
  </message>
  <message>
   <source>holds no list of names under 'names'</source>
   <translation>在“names”下没有名称列表</translation>
  </message>
  <message>
   <source>holds {bits}-bit real numbers; 32 bits are read</source>
   <translation>保存的是 {bits} 位浮点数；只能读取 32 位</translation>
  </message>
  <message>
   <source>if read by {name}</source>
   <translation>若按“{name}”读取</translation>
  </message>
  <message>
   <source>if read so</source>
   <translation>若这样读取</translation>
  </message>
  <message>
   <source>in per cent, with 95 % intervals</source>
   <translation>百分比，附 95 % 区间</translation>
  </message>
  <message>
   <source>in {names}</source>
   <translation>位于 {names}</translation>
  </message>
  <message>
   <source>is a HEIC photo, and the part that reads those is missing here; save it as JPEG</source>
   <translation>是 HEIC 照片，而这里缺少读取它的部件；请另存为 JPEG</translation>
  </message>
  <message>
   <source>is a PDF, not a picture</source>
   <translation>是 PDF，不是图片</translation>
  </message>
  <message>
   <source>is a TIFF packed with {name}, which is not read; save it without compression</source>
   <translation>是用 {name} 压缩的 TIFF，无法读取；请另存为不压缩的文件</translation>
  </message>
  <message>
   <source>is a ZIP archive, not a picture</source>
   <translation>是 ZIP 压缩包，不是图片</translation>
  </message>
  <message>
   <source>is a folder</source>
   <translation>是文件夹</translation>
  </message>
  <message>
   <source>is a link to a file that is not there</source>
   <translation>链接指向的文件不存在</translation>
  </message>
  <message>
   <source>is a text file, not a picture</source>
   <translation>是文本文件，不是图片</translation>
  </message>
  <message>
   <source>is a web page, not a picture</source>
   <translation>是网页，不是图片</translation>
  </message>
  <message>
   <source>is an SVG drawing; only pictures made of pixels are read</source>
   <translation>是 SVG 矢量图，只支持由像素组成的图片</translation>
  </message>
  <message>
   <source>is annotated {count} times; the first holds</source>
   <translation>被标注了 {count} 次；以第一次为准</translation>
  </message>
  <message>
   <source>is cut short: its end is missing</source>
   <translation>文件不完整：缺少结尾</translation>
  </message>
  <message>
   <source>is damaged JSON (line {line}, column {column})</source>
   <translation>是损坏的 JSON（第 {line} 行，第 {column} 列）</translation>
  </message>
  <message>
   <source>is damaged XML (line {line}, column {column})</source>
   <translation>是损坏的 XML（第 {line} 行，第 {column} 列）</translation>
  </message>
  <message>
   <source>is damaged YAML (line {line})</source>
   <translation>是损坏的 YAML（第 {line} 行）</translation>
  </message>
  <message>
   <source>is damaged and cannot be decoded</source>
   <translation>已损坏，无法解码</translation>
  </message>
  <message>
   <source>is empty</source>
   <translation>是空的</translation>
  </message>
  <message>
   <source>is empty (0 bytes)</source>
   <translation>空文件（0 字节）</translation>
  </message>
  <message>
   <source>is nested more than {limit} levels deep</source>
   <translation>嵌套超过 {limit} 层</translation>
  </message>
  <message>
   <source>is no COCO file: it has no lists of images and annotations</source>
   <translation>不是 COCO 文件：其中没有图片列表和标注列表</translation>
  </message>
  <message>
   <source>is no XML</source>
   <translation>不是 XML</translation>
  </message>
  <message>
   <source>is no YAML</source>
   <translation>不是 YAML</translation>
  </message>
  <message>
   <source>is no file, but a device or a pipe</source>
   <translation>不是文件，而是设备或管道</translation>
  </message>
  <message>
   <source>is no longer there</source>
   <translation>已不存在</translation>
  </message>
  <message>
   <source>is not a picture</source>
   <translation>不是图片</translation>
  </message>
  <message>
   <source>is not there</source>
   <translation>不存在</translation>
  </message>
  <message>
   <source>is of another size than its annotation</source>
   <translation>与其标注的尺寸不同</translation>
  </message>
  <message>
   <source>is of another size than the picture's other masks</source>
   <translation>与该图片的其他掩膜大小不同</translation>
  </message>
  <message>
   <source>is only a Git LFS pointer: the picture itself was not downloaded</source>
   <translation>只是 Git LFS 指针，图片本身没有下载</translation>
  </message>
  <message>
   <source>is turned by its EXIF orientation: its {what} are taken as drawn on the upright picture</source>
   <translation>带有 EXIF 旋转：{what}按画在转正后的图片上处理</translation>
  </message>
  <message>
   <source>is turned by its EXIF orientation: its {what} are turned with it</source>
   <translation>带有 EXIF 旋转：{what}已随之旋转</translation>
  </message>
  <message>
   <source>is {megapixels} megapixels; at most {limit} are read</source>
   <translation>有 {megapixels} 百万像素，最多只读取 {limit} 百万像素</translation>
  </message>
  <message>
   <source>is {truth}</source>
   <translation>应为 {truth}</translation>
  </message>
  <message>
   <source>its disk is full</source>
   <translation>其磁盘已满</translation>
  </message>
  <message>
   <source>its disk is read-only</source>
   <translation>其磁盘是只读的</translation>
  </message>
  <message>
   <source>its folder cannot be written to</source>
   <translation>其文件夹无法写入</translation>
  </message>
  <message>
   <source>learned from</source>
   <translation>用于学习</translation>
  </message>
  <message>
   <source>line {number} of {name} has the class number {class_number}: left out</source>
   <translation>{name} 第 {number} 行的类别编号是 {class_number}：已略去</translation>
  </message>
  <message>
   <source>line {number} of {name} is not understood: left out</source>
   <translation>{name} 第 {number} 行无法理解：已略去</translation>
  </message>
  <message>
   <source>lists no pictures, only annotations</source>
   <translation>没有列出图片，只有标注</translation>
  </message>
  <message>
   <source>looking for pictures</source>
   <translation>正在查找图片</translation>
  </message>
  <message>
   <source>lowest so far</source>
   <translation>目前最低</translation>
  </message>
  <message>
   <source>lowest: {loss}</source>
   <translation>最低：{loss}</translation>
  </message>
  <message>
   <source>mAP@.5</source>
   <translation>mAP@.5</translation>
  </message>
  <message>
   <source>mAP@[.5:.95]</source>
   <translation>mAP@[.5:.95]</translation>
  </message>
  <message>
   <source>masks</source>
   <translation>掩膜</translation>
  </message>
  <message>
   <source>may not be read: its permissions forbid it</source>
   <translation>没有读取权限</translation>
  </message>
  <message>
   <source>mean IoU</source>
   <translation>平均 IoU</translation>
  </message>
  <message>
   <source>measured next</source>
   <translation>接下来测量</translation>
  </message>
  <message>
   <source>measured once PyTorch is loaded</source>
   <translation>PyTorch 载入后测量</translation>
  </message>
  <message>
   <source>measuring</source>
   <translation>正在测量</translation>
  </message>
  <message>
   <source>measuring, {left}</source>
   <translation>正在测量，{left}</translation>
  </message>
  <message>
   <source>min</source>
   <translation>分钟</translation>
  </message>
  <message>
   <source>missed</source>
   <translation>漏检</translation>
  </message>
  <message>
   <source>mixed where it helps</source>
   <translation>有益时用混合精度</translation>
  </message>
  <message>
   <source>more accurate</source>
   <translation>更准确</translation>
  </message>
  <message>
   <source>more accurate, slow without a GPU</source>
   <translation>更准确，没有 GPU 时较慢</translation>
  </message>
  <message>
   <source>needs a GPU</source>
   <translation>需要 GPU</translation>
  </message>
  <message>
   <source>needs more memory than there is</source>
   <translation>所需内存超过可用内存</translation>
  </message>
  <message>
   <source>never</source>
   <translation>从不</translation>
  </message>
  <message>
   <source>never seen before</source>
   <translation>从未见过</translation>
  </message>
  <message>
   <source>no objects</source>
   <translation>没有目标</translation>
  </message>
  <message>
   <source>no shape has an attribute: all are of one class, '{name}'</source>
   <translation>形状都没有属性：全部归入一个类别“{name}”</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>none found</source>
   <translation>未找到</translation>
  </message>
  <message>
   <source>not known yet</source>
   <translation>尚不清楚</translation>
  </message>
  <message>
   <source>not learned from</source>
   <translation>未用于学习</translation>
  </message>
  <message>
   <source>not measured</source>
   <translation>未测量</translation>
  </message>
  <message>
   <source>nothing changed</source>
   <translation>没有改动</translation>
  </message>
  <message>
   <source>nothing found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <source>nothing in it</source>
   <translation>其中没有目标</translation>
  </message>
  <message>
   <source>number</source>
   <translation>数字</translation>
  </message>
  <message>
   <source>object {number} ({label}) is a turned box: the box around it</source>
   <translation>物体 {number}（{label}）是旋转框：取其外接边界框</translation>
  </message>
  <message>
   <source>object {number} has no name or no box: left out</source>
   <translation>第 {number} 个物体没有名称或框：已略去</translation>
  </message>
  <message>
   <source>off</source>
   <translation>关</translation>
  </message>
  <message>
   <source>on</source>
   <translation>开</translation>
  </message>
  <message>
   <source>one look at each place, needs a GPU</source>
   <translation>单阶段，需要 GPU</translation>
  </message>
  <message>
   <source>one more is no longer there</source>
   <translation>另有一张已不在</translation>
  </message>
  <message>
   <source>one square per epoch: filled when correct</source>
   <translation>每轮一个方格：答对时填满</translation>
  </message>
  <message>
   <source>one square per epoch: the fuller, the better</source>
   <translation>每轮一格：越满越好</translation>
  </message>
  <message>
   <source>one square per epoch: the fuller, the better; dashed: as annotated</source>
   <translation>每轮一格：越满越好；虚线为标注</translation>
  </message>
  <message>
   <source>one square per epoch: the fuller, the better; left half: as annotated</source>
   <translation>每轮一格：越满越好；左半为标注</translation>
  </message>
  <message>
   <source>only as {meaning} do all boxes lie in their pictures</source>
   <translation>只有按 {meaning} 理解时，所有边界框才都在图片之内</translation>
  </message>
  <message>
   <source>only capital letters tell them apart</source>
   <translation>它们只在大小写上不同</translation>
  </message>
  <message>
   <source>only capital letters, spaces at the ends or the form of letters tell them apart</source>
   <translation>它们只在大小写、首尾空格或字母的编码形式上不同</translation>
  </message>
  <message>
   <source>only spaces at the end tell them apart</source>
   <translation>它们只在末尾的空格上不同</translation>
  </message>
  <message>
   <source>only spaces, hyphens, underscores or capital letters tell them apart</source>
   <translation>它们只在空格、连字符、下划线或大小写上不同</translation>
  </message>
  <message>
   <source>outline {number} ({label}) has no area: left out</source>
   <translation>第 {number} 个轮廓（{label}）没有面积：已略去</translation>
  </message>
  <message>
   <source>outline {number} ({label}) is of another size: left out</source>
   <translation>第 {number} 个轮廓（{label}）的尺寸不符：已略去</translation>
  </message>
  <message>
   <source>outline {number} is of the unknown class '{label}': ignored</source>
   <translation>第 {number} 个轮廓的类别“{label}”未知：已忽略</translation>
  </message>
  <message>
   <source>outlines</source>
   <translation>轮廓</translation>
  </message>
  <message>
   <source>pictures</source>
   <translation>张图片</translation>
  </message>
  <message>
   <source>pictures or annotations are in files of {format}</source>
   <translation>图片或标注在 {format} 文件中</translation>
  </message>
  <message>
   <source>pictures that grow</source>
   <translation>逐渐变大的图片</translation>
  </message>
  <message>
   <source>pictures, {seconds} s a step</source>
   <translation>张图片，每步 {seconds} 秒</translation>
  </message>
  <message>
   <source>pixels of its mask belong to no class ({values}): ignored</source>
   <translation>的掩膜中有像素不属于任何类别（{values}）：已忽略</translation>
  </message>
  <message>
   <source>predicted {label} ({confidence}), ground truth {truth}</source>
   <translation>预测为 {label}（{confidence}），真实标签为 {truth}</translation>
  </message>
  <message>
   <source>pretrained, none (from scratch), or the path of a .safetensors or .pth file.</source>
   <translation>pretrained、none（从零开始），或 .safetensors、.pth 文件的路径。</translation>
  </message>
  <message>
   <source>px</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>quick for its accuracy</source>
   <translation>同等精度下较快</translation>
  </message>
  <message>
   <source>quick on any computer</source>
   <translation>在任何电脑上都快</translation>
  </message>
  <message>
   <source>random crop and flip</source>
   <translation>随机裁剪和翻转</translation>
  </message>
  <message>
   <source>rare classes count more</source>
   <translation>稀少类别更有分量</translation>
  </message>
  <message>
   <source>replicas of the model</source>
   <translation>模型副本</translation>
  </message>
  <message>
   <source>several answers</source>
   <translation>多个答案</translation>
  </message>
  <message>
   <source>shapes of the kind '{kind}' are left out</source>
   <translation>类型为“{kind}”的形状已略去</translation>
  </message>
  <message>
   <source>shapes whose label is no name are left out</source>
   <translation>标签不是名称的形状已略去</translation>
  </message>
  <message>
   <source>share of the picture</source>
   <translation>占图片的比例</translation>
  </message>
  <message>
   <source>sharp masks, included</source>
   <translation>掩膜清晰，已内置</translation>
  </message>
  <message>
   <source>slides</source>
   <translation>数字切片</translation>
  </message>
  <message>
   <source>small and included</source>
   <translation>小巧，已内置</translation>
  </message>
  <message>
   <source>small and quick</source>
   <translation>小而快</translation>
  </message>
  <message>
   <source>solved on the pretrained features first (LP-FT)</source>
   <translation>先在预训练特征上求解（LP-FT）</translation>
  </message>
  <message>
   <source>starts low, ends low</source>
   <translation>开始低，结束低</translation>
  </message>
  <message>
   <source>stays the same</source>
   <translation>保持不变</translation>
  </message>
  <message>
   <source>step {step}, epoch {epoch}</source>
   <translation>第 {step} 步，第 {epoch} 轮</translation>
  </message>
  <message>
   <source>test pictures, which the model has never seen</source>
   <translation>张测试图片（模型从未见过）</translation>
  </message>
  <message>
   <source>the attribute '{label}' is the class; there are others: {others}</source>
   <translation>以属性“{label}”作为类别；还有其他属性：{others}</translation>
  </message>
  <message>
   <source>the file names begin with the class, as {name} with '{label}'</source>
   <translation>文件名以类别开头，如 {name} 以“{label}”开头</translation>
  </message>
  <message>
   <source>the folders {names} are groups, not classes: each holds the same folders</source>
   <translation>文件夹 {names} 是分组，不是类别：每个里面都有相同的文件夹</translation>
  </message>
  <message>
   <source>the last layer</source>
   <translation>最后一层</translation>
  </message>
  <message>
   <source>the last layers</source>
   <translation>最后几层</translation>
  </message>
  <message>
   <source>the most accurate, needs a GPU</source>
   <translation>最准确，需要 GPU</translation>
  </message>
  <message>
   <source>the name of {found} of {count} picture begins with a class</source>
   <translation>{count} 张图片中有 {found} 张的文件名以类别开头</translation>
  </message>
  <message>
   <source>the names of {found} of {count} pictures begin with a class</source>
   <translation>{count} 张图片中有 {found} 张的文件名以类别开头</translation>
  </message>
  <message>
   <source>the pictures are inside the JSON files</source>
   <translation>图片保存在 JSON 文件内</translation>
  </message>
  <message>
   <source>the pictures of '{one}' and '{other}' share masks</source>
   <translation>“{one}”和“{other}”中的图片共用掩码</translation>
  </message>
  <message>
   <source>the pictures of '{pictures}' have masks in '{masks}'</source>
   <translation>“{pictures}”中的图片在“{masks}”中有掩膜</translation>
  </message>
  <message>
   <source>the quickest</source>
   <translation>最快</translation>
  </message>
  <message>
   <source>the quickest, for large things</source>
   <translation>最快，适合大目标</translation>
  </message>
  <message>
   <source>the quickest, included</source>
   <translation>最快，已内置</translation>
  </message>
  <message>
   <source>the same picture every time</source>
   <translation>每次都是同一张图片</translation>
  </message>
  <message>
   <source>the smallest</source>
   <translation>最小</translation>
  </message>
  <message>
   <source>the textbook one</source>
   <translation>教科书所用</translation>
  </message>
  <message>
   <source>the textbook one, deeper</source>
   <translation>教科书所用，更深</translation>
  </message>
  <message>
   <source>the usual yardstick</source>
   <translation>常用的标尺</translation>
  </message>
  <message>
   <source>there is no permission to write in its folder</source>
   <translation>没有写入其文件夹的权限</translation>
  </message>
  <message>
   <source>these folders are parts: {names}</source>
   <translation>这些文件夹是数据集的部分：{names}</translation>
  </message>
  <message>
   <source>these lists say the parts: {names}</source>
   <translation>这些列表说明了各部分：{names}</translation>
  </message>
  <message>
   <source>to cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>today {time}</source>
   <translation>今天 {time}</translation>
  </message>
  <message>
   <source>torch.compile</source>
   <translation>torch.compile</translation>
  </message>
  <message>
   <source>training pictures, which the model learned from</source>
   <translation>张训练图片（模型从中学习过）</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true 或 false</translation>
  </message>
  <message>
   <source>until the training under way has ended.</source>
   <translation>直到正在进行的训练结束。</translation>
  </message>
  <message>
   <source>validation pictures, which the model did not learn from</source>
   <translation>张验证图片（模型没有从中学习）</translation>
  </message>
  <message>
   <source>video</source>
   <translation>视频</translation>
  </message>
  <message>
   <source>without anchors, needs a GPU</source>
   <translation>无锚框，需要 GPU</translation>
  </message>
  <message>
   <source>would need {needed} of memory, and {free} are free</source>
   <translation>需要 {needed} 内存，而空闲内存只有 {free}</translation>
  </message>
  <message>
   <source>yesterday {time}</source>
   <translation>昨天 {time}</translation>
  </message>
  <message>
   <source>yours</source>
   <translation>原图</translation>
  </message>
  <message>
   <source>{aid} {how}.</source>
   <translation>{aid}{how}。</translation>
  </message>
  <message>
   <source>{amount}, about {time} left</source>
   <translation>{amount}，约剩 {time}</translation>
  </message>
  <message>
   <source>{amount}, {time}</source>
   <translation>{amount}，{time}</translation>
  </message>
  <message>
   <source>{changed} So small a difference can be chance (p = {p:.2f}).</source>
   <translation>{changed}差别这么小，可能是偶然（p = {p:.2f}）。</translation>
  </message>
  <message>
   <source>{changed} The second is better (p = {p:.2g}).</source>
   <translation>{changed}后者更好（p = {p:.2g}）。</translation>
  </message>
  <message>
   <source>{changed} The second is worse (p = {p:.2g}).</source>
   <translation>{changed}后者更差（p = {p:.2g}）。</translation>
  </message>
  <message>
   <source>{classes}, {pictures}</source>
   <translation>{classes}，{pictures}</translation>
  </message>
  <message>
   <source>{classes}, {pictures}; {name} has only {few}</source>
   <translation>{classes}，{pictures}；“{name}”仅有 {few} 张</translation>
  </message>
  <message>
   <source>{copied} {rest}</source>
   <translation>{copied}{rest}</translation>
  </message>
  <message>
   <source>{count}</source>
   <translation>{count}</translation>
  </message>
  <message>
   <source>{count} / s</source>
   <translation>{count} / 秒</translation>
  </message>
  <message>
   <source>{count} XML file for {pictures}</source>
   <translation>{pictures}有 {count} 个 XML 文件</translation>
  </message>
  <message>
   <source>{count} XML file lies beside the pictures, and it cannot be read: {name} {reason}.</source>
   <translation>图片旁边有 {count} 个 XML 文件，无法读取：{name} {reason}。</translation>
  </message>
  <message>
   <source>{count} XML files for {pictures}</source>
   <translation>{pictures}有 {count} 个 XML 文件</translation>
  </message>
  <message>
   <source>{count} XML files lie beside the pictures, and none looked at can be read: {name} {reason}.</source>
   <translation>图片旁边有 {count} 个 XML 文件，查看过的都无法读取：{name} {reason}。</translation>
  </message>
  <message>
   <source>{count} annotated picture is in none of the lists of train, val and test and is passed over.</source>
   <translation>{count} 张有标注的图片不在 train、val 和 test 的任何列表中，被略过。</translation>
  </message>
  <message>
   <source>{count} annotated pictures are in none of the lists of train, val and test and are passed over.</source>
   <translation>{count} 张有标注的图片不在 train、val 和 test 的任何列表中，被略过。</translation>
  </message>
  <message>
   <source>{count} annotation belongs to no listed picture and is left out.</source>
   <translation>{count} 条标注不属于列出的任何图片，已略去。</translation>
  </message>
  <message>
   <source>{count} annotation file has changed since import: {name}.</source>
   <translation>{count} 个标注文件自导入后已更改：{name}。</translation>
  </message>
  <message>
   <source>{count} annotation files have changed since import, such as {name}.</source>
   <translation>{count} 个标注文件自导入后已更改，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} annotations belong to no listed picture and are left out.</source>
   <translation>{count} 条标注不属于列出的任何图片，已略去。</translation>
  </message>
  <message>
   <source>{count} box</source>
   <translation>{count} 个边界框</translation>
  </message>
  <message>
   <source>{count} box has a score, as a model's have; it is used like the others.</source>
   <translation>{count} 个边界框带有分数，如同模型的输出；与其他边界框一样使用。</translation>
  </message>
  <message>
   <source>{count} box has no label and is left out.</source>
   <translation>{count} 个框没有标签，已略去。</translation>
  </message>
  <message>
   <source>{count} box is drawn around an outline; --task segmentation reads it as a mask.</source>
   <translation>{count} 个框取自轮廓的外接框；用 --task segmentation 可将其读作掩膜。</translation>
  </message>
  <message>
   <source>{count} box is marked as difficult; it is used like the others.</source>
   <translation>{count} 个框标为困难；与其他框一样使用。</translation>
  </message>
  <message>
   <source>{count} box is marked as one that does not count (DontCare, ignored) and is left out.</source>
   <translation>{count} 个边界框标记为不计入（DontCare、ignored），未采用。</translation>
  </message>
  <message>
   <source>{count} box is turned: the upright box around it is taken.</source>
   <translation>{count} 个框是倾斜的：取其水平外接框。</translation>
  </message>
  <message>
   <source>{count} box is turned; the upright box around it is used.</source>
   <translation>{count} 个边界框是旋转的，使用其外接的正矩形。</translation>
  </message>
  <message>
   <source>{count} box of {name} where there is nothing (false positive)</source>
   <translation>{count} 个 {name} 框处没有目标（假阳性）</translation>
  </message>
  <message>
   <source>{count} boxes</source>
   <translation>{count} 个边界框</translation>
  </message>
  <message>
   <source>{count} boxes are drawn around outlines; --task segmentation reads them as masks.</source>
   <translation>{count} 个框取自轮廓的外接框；用 --task segmentation 可将其读作掩膜。</translation>
  </message>
  <message>
   <source>{count} boxes are marked as difficult; they are used like the others.</source>
   <translation>{count} 个框标为困难；与其他框一样使用。</translation>
  </message>
  <message>
   <source>{count} boxes are marked as ones that do not count (DontCare, ignored) and are left out.</source>
   <translation>{count} 个边界框标记为不计入（DontCare、ignored），未采用。</translation>
  </message>
  <message>
   <source>{count} boxes are turned: the upright boxes around them are taken.</source>
   <translation>{count} 个框是倾斜的：取其水平外接框。</translation>
  </message>
  <message>
   <source>{count} boxes are turned; the upright boxes around them are used.</source>
   <translation>{count} 个边界框是旋转的，使用其外接的正矩形。</translation>
  </message>
  <message>
   <source>{count} boxes have no label and are left out.</source>
   <translation>{count} 个框没有标签，已略去。</translation>
  </message>
  <message>
   <source>{count} boxes have scores, as a model's have; they are used like the others.</source>
   <translation>{count} 个边界框带有分数，如同模型的输出；与其他边界框一样使用。</translation>
  </message>
  <message>
   <source>{count} boxes of {name} where there is nothing (false positives)</source>
   <translation>{count} 个 {name} 框处没有目标（假阳性）</translation>
  </message>
  <message>
   <source>{count} categories have no ids or no names and are left out.</source>
   <translation>{count} 个类别没有 id 或名称，已略去。</translation>
  </message>
  <message>
   <source>{count} category has no id or no name and is left out.</source>
   <translation>{count} 个类别没有 id 或名称，已略去。</translation>
  </message>
  <message>
   <source>{count} changed</source>
   <translation>已改 {count} 项</translation>
  </message>
  <message>
   <source>{count} class</source>
   <translation>{count} 个类别</translation>
  </message>
  <message>
   <source>{count} class has fewer than {few} pictures: {names}. Its score says little; more pictures help most there.</source>
   <translation>{count} 个类别的图片不足 {few} 张：{names}。它的得分说明不了什么；在这里增加图片最有帮助。</translation>
  </message>
  <message>
   <source>{count} classes</source>
   <translation>{count} 个类别</translation>
  </message>
  <message>
   <source>{count} classes have fewer than {few} pictures: {names}. Their scores say little; more pictures help most there.</source>
   <translation>{count} 个类别的图片不足 {few} 张：{names}。它们的得分说明不了什么；在这里增加图片最有帮助。</translation>
  </message>
  <message>
   <source>{count} entries are no pictures, annotations or categories and are left out.</source>
   <translation>{count} 个条目既不是图片、标注也不是类别，已略去。</translation>
  </message>
  <message>
   <source>{count} entries of the archive are links and passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个条目是链接，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} entries of the file are not used.</source>
   <translation>文件中有 {count} 项未使用。</translation>
  </message>
  <message>
   <source>{count} entry is no picture, annotation or category and is left out.</source>
   <translation>{count} 个条目既不是图片、标注也不是类别，已略去。</translation>
  </message>
  <message>
   <source>{count} entry of the archive is a link and passed over: {name}.</source>
   <translation>压缩包中有 {count} 个条目是链接，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} entry of the file is not used.</source>
   <translation>文件中有 {count} 项未使用。</translation>
  </message>
  <message>
   <source>{count} epoch</source>
   <translation>{count} 轮</translation>
  </message>
  <message>
   <source>{count} epochs</source>
   <translation>{count} 轮</translation>
  </message>
  <message>
   <source>{count} file cannot be read and is left out</source>
   <translation>{count} 个文件无法读取，已跳过</translation>
  </message>
  <message>
   <source>{count} file holds annotations of a form that is not known: {first}.</source>
   <translation>{count} 个文件含有形式未知的标注：{first}。</translation>
  </message>
  <message>
   <source>{count} file in the archive has a path that leads out of it and is passed over: {name}.</source>
   <translation>压缩包中有 {count} 个文件的路径指向包外，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} file in the archive is larger than any picture and passed over: {name}.</source>
   <translation>压缩包中有 {count} 个文件大于任何图片，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} file in the archive is packed in a way that is not read and passed over: {name}.</source>
   <translation>压缩包中有 {count} 个文件的压缩方式无法读取，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} file in the archive is protected by a password and passed over: {name}.</source>
   <translation>压缩包中有 {count} 个文件受密码保护，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} file in the archive lies too many folders deep and is passed over: {name}.</source>
   <translation>压缩包中有 {count} 个文件的文件夹层级过深，已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} file of tracks (MOT, {name}) is of a format that is not read.</source>
   <translation>{count} 个轨迹文件（MOT，{name}）的格式无法读取。</translation>
  </message>
  <message>
   <source>{count} file that a former training or prediction wrote (runs, predict) is passed over.</source>
   <translation>已略过以前训练或预测写出的 {count} 个文件（runs、predict）。</translation>
  </message>
  <message>
   <source>{count} file that is no picture is passed over ({kinds}).</source>
   <translation>已跳过 {count} 个不是图片的文件（{kinds}）。</translation>
  </message>
  <message>
   <source>{count} file that may be annotations cannot be read: {name} {reason}.</source>
   <translation>{count} 个可能是标注的文件无法读取：{name} {reason}。</translation>
  </message>
  <message>
   <source>{count} files cannot be read and are left out</source>
   <translation>{count} 个文件无法读取，已跳过</translation>
  </message>
  <message>
   <source>{count} files hold annotations of a form that is not known: {first} ...</source>
   <translation>{count} 个文件含有形式未知的标注：{first} 等。</translation>
  </message>
  <message>
   <source>{count} files in the archive are larger than any picture and passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个文件大于任何图片，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} files in the archive are packed in a way that is not read and passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个文件的压缩方式无法读取，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} files in the archive are protected by a password and passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个文件受密码保护，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} files in the archive have paths that lead out of it and are passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个文件的路径指向包外，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} files in the archive lie too many folders deep and are passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个文件的文件夹层级过深，已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} files of tracks (MOT, {name}) are of a format that is not read.</source>
   <translation>{count} 个轨迹文件（MOT，{name}）的格式无法读取。</translation>
  </message>
  <message>
   <source>{count} files that a former training or prediction wrote (runs, predict) are passed over.</source>
   <translation>已略过以前训练或预测写出的 {count} 个文件（runs、predict）。</translation>
  </message>
  <message>
   <source>{count} files that are no pictures are passed over ({kinds}).</source>
   <translation>已跳过 {count} 个不是图片的文件（{kinds}）。</translation>
  </message>
  <message>
   <source>{count} hidden or system file in the archive is passed over: {name}.</source>
   <translation>压缩包中有 {count} 个隐藏文件或系统文件已跳过：{name}。</translation>
  </message>
  <message>
   <source>{count} hidden or system files in the archive are passed over, such as {name}.</source>
   <translation>压缩包中有 {count} 个隐藏文件或系统文件已跳过，如 {name}。</translation>
  </message>
  <message>
   <source>{count} line of {name} gives no value or colour that a mask can hold, and is left out.</source>
   <translation>{name} 中有 {count} 行给出的值或颜色不可能出现在掩膜中，已略去。</translation>
  </message>
  <message>
   <source>{count} lines of {name} give no values or colours that a mask can hold, and are left out.</source>
   <translation>{name} 中有 {count} 行给出的值或颜色不可能出现在掩膜中，已略去。</translation>
  </message>
  <message>
   <source>{count} listed picture has no file name or no id of its own and is left out.</source>
   <translation>{count} 张所列图片没有文件名或没有自己的 id，已略去。</translation>
  </message>
  <message>
   <source>{count} listed pictures have no file names or no ids of their own and are left out.</source>
   <translation>{count} 张所列图片没有文件名或没有各自的 id，已略去。</translation>
  </message>
  <message>
   <source>{count} mask in '{folder}' is passed over; it can be read instead (--task segmentation).</source>
   <translation>已略过“{folder}”中的 {count} 张掩膜；也可以改为读取它们（--task segmentation）。</translation>
  </message>
  <message>
   <source>{count} masks in '{folder}' are passed over; they can be read instead (--task segmentation).</source>
   <translation>已略过“{folder}”中的 {count} 张掩膜；也可以改为读取它们（--task segmentation）。</translation>
  </message>
  <message>
   <source>{count} more</source>
   <translation>另外 {count} 个</translation>
  </message>
  <message>
   <source>{count} more are no longer there</source>
   <translation>另有 {count} 张已不在</translation>
  </message>
  <message>
   <source>{count} more class is alike so.</source>
   <translation>另有 {count} 个类别也是如此。</translation>
  </message>
  <message>
   <source>{count} more class is not in every split.</source>
   <translation>另有 {count} 个类别不在每个划分中。</translation>
  </message>
  <message>
   <source>{count} more classes are alike so.</source>
   <translation>另有 {count} 个类别也是如此。</translation>
  </message>
  <message>
   <source>{count} more classes are not in every split.</source>
   <translation>另有 {count} 个类别不在每个划分中。</translation>
  </message>
  <message>
   <source>{count} more such folder holds no picture.</source>
   <translation>另有 {count} 个这样的文件夹没有图片。</translation>
  </message>
  <message>
   <source>{count} more such folders hold no picture.</source>
   <translation>另有 {count} 个这样的文件夹没有图片。</translation>
  </message>
  <message>
   <source>{count} names in the archive that not every system accepts were changed: '{before}' is now '{after}'.</source>
   <translation>压缩包中有 {count} 个并非所有系统都接受的名称已更改：如“{before}”现为“{after}”。</translation>
  </message>
  <message>
   <source>{count} object has an outline too; it can be read as a mask (--task segmentation).</source>
   <translation>{count} 个物体还有轮廓，可以读取为掩膜（--task segmentation）。</translation>
  </message>
  <message>
   <source>{count} object has key points, which are passed over.</source>
   <translation>{count} 个物体有关键点，关键点已略过。</translation>
  </message>
  <message>
   <source>{count} object has key points, which are passed over; its box is used.</source>
   <translation>{count} 个物体有关键点，关键点已略过，使用其边界框。</translation>
  </message>
  <message>
   <source>{count} object is given by its outline; its box is drawn around that.</source>
   <translation>{count} 个物体以轮廓给出；框取其外接矩形。</translation>
  </message>
  <message>
   <source>{count} objects are given by their outlines; their boxes are drawn around those.</source>
   <translation>{count} 个物体以轮廓给出；框取其外接矩形。</translation>
  </message>
  <message>
   <source>{count} objects found</source>
   <translation>找到 {count} 个目标</translation>
  </message>
  <message>
   <source>{count} objects have key points, which are passed over.</source>
   <translation>{count} 个物体有关键点，关键点已略过。</translation>
  </message>
  <message>
   <source>{count} objects have key points, which are passed over; their boxes are used.</source>
   <translation>{count} 个物体有关键点，关键点已略过，使用其边界框。</translation>
  </message>
  <message>
   <source>{count} objects have outlines too; they can be read as masks (--task segmentation).</source>
   <translation>{count} 个物体还有轮廓，可以读取为掩膜（--task segmentation）。</translation>
  </message>
  <message>
   <source>{count} of {rows} rows name a picture</source>
   <translation>{rows} 行中有 {count} 行指明了图片</translation>
  </message>
  <message>
   <source>{count} of {rows} rows of the table name a picture that is not there, the first of them '{cell}'.</source>
   <translation>表格的 {rows} 行中有 {count} 行指明的图片不存在，第一张是“{cell}”。</translation>
  </message>
  <message>
   <source>{count} of {total}</source>
   <translation>{total} 张中 {count} 张</translation>
  </message>
  <message>
   <source>{count} of {total} JSON files looked at cannot be read</source>
   <translation>查看的 {total} 个 JSON 文件中有 {count} 个无法读取</translation>
  </message>
  <message>
   <source>{count} of {total} XML files looked at cannot be read</source>
   <translation>查看的 {total} 个 XML 文件中有 {count} 个无法读取</translation>
  </message>
  <message>
   <source>{count} of {total} label files looked at can be read</source>
   <translation>查看的 {total} 个标签文件中有 {count} 个可以读取</translation>
  </message>
  <message>
   <source>{count} of {total} listed pictures are here</source>
   <translation>列出的 {total} 张图片中有 {count} 张在此处</translation>
  </message>
  <message>
   <source>{count} of {total} pictures</source>
   <translation>{total} 张图片中的 {count} 张</translation>
  </message>
  <message>
   <source>{count} of {total} pictures have a JSON file</source>
   <translation>{total} 张图片中有 {count} 张有 JSON 文件</translation>
  </message>
  <message>
   <source>{count} of {total} pictures have a label file</source>
   <translation>{total} 张图片中有 {count} 张有标签文件</translation>
  </message>
  <message>
   <source>{count} of {total} pictures have a mask</source>
   <translation>{total} 张图片中有 {count} 张有掩膜</translation>
  </message>
  <message>
   <source>{count} of {total} pictures selected</source>
   <translation>已选择 {count} 张，共 {total} 张图片</translation>
  </message>
  <message>
   <source>{count} of {whole} boxes of {name} missed (false negatives)</source>
   <translation>{name} 的 {whole} 个框中漏掉 {count} 个</translation>
  </message>
  <message>
   <source>{count} of {whole} pictures of {is_class} correct</source>
   <translation>{whole} 张“{is_class}”中有 {count} 张识别正确</translation>
  </message>
  <message>
   <source>{count} of {whole} pictures of {is_class} predicted as {said}</source>
   <translation>{whole} 张“{is_class}”中有 {count} 张被认作“{said}”</translation>
  </message>
  <message>
   <source>{count} on this page</source>
   <translation>本页 {count} 处</translation>
  </message>
  <message>
   <source>{count} outline</source>
   <translation>{count} 个轮廓</translation>
  </message>
  <message>
   <source>{count} outlines</source>
   <translation>{count} 个轮廓</translation>
  </message>
  <message>
   <source>{count} picture</source>
   <translation>{count} 张图片</translation>
  </message>
  <message>
   <source>{count} picture can no longer be used: {name} {reason}.</source>
   <translation>{count} 张图片已无法使用：{name} {reason}。</translation>
  </message>
  <message>
   <source>{count} picture cleared</source>
   <translation>已清除 {count} 张图片</translation>
  </message>
  <message>
   <source>{count} picture has a class by its flag in labelme's JSON ({classes})</source>
   <translation>{count} 张图片以 labelme JSON 中的标志为类别（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has a mask and a list of its objects, as in ADE20K</source>
   <translation>{count} 张图片有掩膜和对象列表（ADE20K 的形式）</translation>
  </message>
  <message>
   <source>{count} picture has a mask for each class: {names}</source>
   <translation>{count} 张图片的每个类别各有一个掩膜：{names}</translation>
  </message>
  <message>
   <source>{count} picture has a mask with Cityscapes' {kind}</source>
   <translation>{count} 张图片有 Cityscapes 的 {kind} 掩膜</translation>
  </message>
  <message>
   <source>{count} picture has a mask, {where}</source>
   <translation>{count} 张图片有掩膜（{where}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in COCO's JSON ({classes})</source>
   <translation>{count} 张图片在 COCO 的 JSON 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in PASCAL VOC's XML ({classes})</source>
   <translation>{count} 张图片在 PASCAL VOC 的 XML 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in YOLO's label files ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in files of {tool}, of {classes}</source>
   <translation>{count} 张图片在 {tool} 的文件中有标注框，共 {classes}</translation>
  </message>
  <message>
   <source>{count} picture has boxes in labelme's JSON ({classes})</source>
   <translation>{count} 张图片在 labelme 的 JSON 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in pixels in a text file: class, {meaning} ({classes})</source>
   <translation>{count} 张图片在文本文件中有以像素表示的边界框：类别、{meaning}（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in text files of {format} ({classes})</source>
   <translation>{count} 张图片在 {format} 文本文件中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has boxes in {file}, of {classes}</source>
   <translation>{count} 张图片在 {file} 中有框，共{classes}</translation>
  </message>
  <message>
   <source>{count} picture has changed and is used as it is now: {name}.</source>
   <translation>{count} 张图片已更改，现按其当前内容使用：{name}。</translation>
  </message>
  <message>
   <source>{count} picture has changed since import: {name}.</source>
   <translation>{count} 张图片自导入后已更改：{name}。</translation>
  </message>
  <message>
   <source>{count} picture has its old label again.</source>
   <translation>{count} 张图片已恢复原来的标签。</translation>
  </message>
  <message>
   <source>{count} picture has masks as run lengths in {file}, of {classes}</source>
   <translation>{count} 张图片在 {file} 中有游程编码的掩码，共{classes}</translation>
  </message>
  <message>
   <source>{count} picture has no annotation and is not used.</source>
   <translation>{count} 张图片没有标注，不使用。</translation>
  </message>
  <message>
   <source>{count} picture has no file of labels: it is used as one on which there is nothing.</source>
   <translation>{count} 张图片没有标签文件：作为没有物体的图片使用。</translation>
  </message>
  <message>
   <source>{count} picture has no label in a table</source>
   <translation>{count} 张图片在表格中没有标签</translation>
  </message>
  <message>
   <source>{count} picture has no label in the table and is passed over, {path}.</source>
   <translation>{count} 张图片在表格中没有标签，已略过：{path}。</translation>
  </message>
  <message>
   <source>{count} picture has outlines in COCO's JSON, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 COCO 的 JSON 中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has outlines in YOLO's label files, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has outlines in YOLO's label files, taken as boxes around them ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有轮廓，取其外接边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has outlines in files of {tool}, of {classes}</source>
   <translation>{count} 张图片在 {tool} 的文件中有轮廓，共 {classes}</translation>
  </message>
  <message>
   <source>{count} picture has outlines in labelme's JSON, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 labelme 的 JSON 中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} picture has outlines in {file}, of {classes}, as masks</source>
   <translation>{count} 张图片在 {file} 中有轮廓，共{classes}，作为掩码</translation>
  </message>
  <message>
   <source>{count} picture has several labels in its row and is passed over.</source>
   <translation>{count} 张图片在其行中有多个标签，已略过。</translation>
  </message>
  <message>
   <source>{count} picture has {masks} masks, {where}, joined for each picture</source>
   <translation>{count} 张图片有 {masks} 个掩膜（{where}），每张图片的掩膜合并为一个</translation>
  </message>
  <message>
   <source>{count} picture in '{folder}' is passed over: that folder is taken for no class.</source>
   <translation>已略过“{folder}”中的 {count} 张图片：该文件夹不视为类别。</translation>
  </message>
  <message>
   <source>{count} picture in '{folder}' lies in no class folder and is passed over.</source>
   <translation>“{folder}”中有 {count} 张图片不在类别文件夹里，已略过。</translation>
  </message>
  <message>
   <source>{count} picture in '{folder}' lies in no class folder: it is one to predict, and passed over.</source>
   <translation>“{folder}”中有 {count} 张图片不在类别文件夹里：属于待预测的图片，已略过。</translation>
  </message>
  <message>
   <source>{count} picture in '{name}' lies in no class folder, and none of the files beside it could be read as its annotations ({seen}).</source>
   <translation>“{name}”中的 {count} 张图片不在类别文件夹里，旁边的文件也都无法作为它们的标注读取（{seen}）。</translation>
  </message>
  <message>
   <source>{count} picture in files of {tool} has several answers to '{question}'; a picture can have one class.</source>
   <translation>{tool} 的文件中有 {count} 张图片对“{question}”有多个答案；一张图片只能属于一个类别。</translation>
  </message>
  <message>
   <source>{count} picture in the shards has no class and is left out.</source>
   <translation>分片中有 {count} 张图片没有类别，已略去。</translation>
  </message>
  <message>
   <source>{count} picture is an exact copy of another, {name}. It counts twice.</source>
   <translation>{count} 张图片与另一张（{name}）完全相同，会被计算两次。</translation>
  </message>
  <message>
   <source>{count} picture is by its name the mask of another one, and passed over: {path}.</source>
   <translation>从文件名看，{count} 张图片是另一张图片的掩码，已略过：{path}。</translation>
  </message>
  <message>
   <source>{count} picture is in several files of other classes each; all its objects are used.</source>
   <translation>{count} 张图片出现在多个类别各不相同的文件中；其所有物体都会使用。</translation>
  </message>
  <message>
   <source>{count} picture is in training and again in validation or test ({name}): the score is better than it should be.</source>
   <translation>{count} 张图片既在训练集中，又在验证集或测试集中（{name}）：得分会高于应有的水平。</translation>
  </message>
  <message>
   <source>{count} picture is in two classes: {name} is in '{first}' and in '{second}'. One of them is wrong.</source>
   <translation>{count} 张图片同属两个类别：{name} 既在“{first}”中，又在“{second}”中。其中一个是错的。</translation>
  </message>
  <message>
   <source>{count} picture is left out again.</source>
   <translation>{count} 张图片又被排除。</translation>
  </message>
  <message>
   <source>{count} picture is left out.</source>
   <translation>已排除 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} picture is left out: {name}.</source>
   <translation>{count} 张图片已排除：{name}。</translation>
  </message>
  <message>
   <source>{count} picture is listed in no COCO file and is not used.</source>
   <translation>{count} 张图片没有列在任何 COCO 文件中，不会使用。</translation>
  </message>
  <message>
   <source>{count} picture is listed twice; the first holds.</source>
   <translation>{count} 张图片列出了两次；以第一次为准。</translation>
  </message>
  <message>
   <source>{count} picture is listed without a shape: it is taken as one on which nothing is.</source>
   <translation>{count} 张图片列出时没有形状：视为其中没有目标。</translation>
  </message>
  <message>
   <source>{count} picture is no longer left out.</source>
   <translation>已撤销对 {count} 张图片的排除。</translation>
  </message>
  <message>
   <source>{count} picture is no longer there: {name}.</source>
   <translation>{count} 张图片已不在原处：{name}。</translation>
  </message>
  <message>
   <source>{count} picture is now '{label}'.</source>
   <translation>{count} 张图片的类别已改为“{label}”。</translation>
  </message>
  <message>
   <source>{count} picture is taken out of its JSON file (imageData).</source>
   <translation>从 JSON 文件中取出了 {count} 张图片（imageData）。</translation>
  </message>
  <message>
   <source>{count} picture is there twice with different annotations: {name}.</source>
   <translation>{count} 张图片出现两次，而标注不同：{name}。</translation>
  </message>
  <message>
   <source>{count} picture lies beside the class folders and is passed over.</source>
   <translation>{count} 张图片不在任何类别文件夹中，已跳过。</translation>
  </message>
  <message>
   <source>{count} picture of a part without any mask is left out: {name}.</source>
   <translation>某个部分完全没有掩膜，其中的 {count} 张图片已略去：{name}。</translation>
  </message>
  <message>
   <source>{count} picture of further folds is in the first one too, in another part; only '{folder}' is read.</source>
   <translation>其余各折中有 {count} 张图片也在第一折中，但属于另一部分；只读取“{folder}”。</translation>
  </message>
  <message>
   <source>{count} picture of {file} is not there: {path}.</source>
   <translation>{file} 中有 {count} 张图片不存在：{path}。</translation>
  </message>
  <message>
   <source>{count} picture takes part again.</source>
   <translation>已重新纳入 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} picture to evaluate</source>
   <translation>待评估 {count} 张图片</translation>
  </message>
  <message>
   <source>{count} picture was copied.</source>
   <translation>已复制 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} picture whose name names no class is passed over.</source>
   <translation>已略过 {count} 张文件名没有给出类别的图片。</translation>
  </message>
  <message>
   <source>{count} picture without a mask is in no list of a split, and is left out: {name}.</source>
   <translation>{count} 张没有掩膜的图片不在任何划分列表中，已略去：{name}。</translation>
  </message>
  <message>
   <source>{count} picture's annotation was taken otherwise than it stands there</source>
   <translation>{count} 张图片的标注有所改动后采用</translation>
  </message>
  <message>
   <source>{count} pictures</source>
   <translation>{count} 张图片</translation>
  </message>
  <message>
   <source>{count} pictures are by their names the masks of others, and passed over, such as {path}.</source>
   <translation>从文件名看，{count} 张图片是其他图片的掩码，已略过，如 {path}。</translation>
  </message>
  <message>
   <source>{count} pictures are exact copies of others, such as {name}. They count more than once.</source>
   <translation>{count} 张图片与其他图片完全相同，例如 {name}，会被重复计算。</translation>
  </message>
  <message>
   <source>{count} pictures are in several files of other classes each; all their objects are used.</source>
   <translation>{count} 张图片出现在多个类别各不相同的文件中；其所有物体都会使用。</translation>
  </message>
  <message>
   <source>{count} pictures are in training and again in validation or test, such as {name}: the score is better than it should be.</source>
   <translation>{count} 张图片既在训练集中，又在验证集或测试集中，例如 {name}：得分会高于应有的水平。</translation>
  </message>
  <message>
   <source>{count} pictures are in two classes each, such as {name} in '{first}' and in '{second}'. One of the two is wrong.</source>
   <translation>{count} 张图片各同属两个类别，例如 {name} 既在“{first}”中，又在“{second}”中。其中一个是错的。</translation>
  </message>
  <message>
   <source>{count} pictures are left out again.</source>
   <translation>{count} 张图片又被排除。</translation>
  </message>
  <message>
   <source>{count} pictures are left out, such as {name}.</source>
   <translation>{count} 张图片已排除，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} pictures are left out.</source>
   <translation>已排除 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} pictures are listed in no COCO file and are not used.</source>
   <translation>{count} 张图片没有列在任何 COCO 文件中，不会使用。</translation>
  </message>
  <message>
   <source>{count} pictures are listed twice; the first holds.</source>
   <translation>{count} 张图片列出了两次；以第一次为准。</translation>
  </message>
  <message>
   <source>{count} pictures are listed without a shape: they are taken as ones on which nothing is.</source>
   <translation>{count} 张图片列出时没有形状：视为其中没有目标。</translation>
  </message>
  <message>
   <source>{count} pictures are no longer left out.</source>
   <translation>已撤销对 {count} 张图片的排除。</translation>
  </message>
  <message>
   <source>{count} pictures are no longer there, such as {name}.</source>
   <translation>{count} 张图片已不在原处，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} pictures are now '{label}'.</source>
   <translation>{count} 张图片的类别已改为“{label}”。</translation>
  </message>
  <message>
   <source>{count} pictures are taken out of their JSON files (imageData).</source>
   <translation>从 JSON 文件中取出了 {count} 张图片（imageData）。</translation>
  </message>
  <message>
   <source>{count} pictures are there twice with different annotations, such as {name}.</source>
   <translation>{count} 张图片各出现两次，而标注不同，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} pictures can no longer be used, such as {name}, which {reason}.</source>
   <translation>{count} 张图片已无法使用，例如 {name}：{reason}。</translation>
  </message>
  <message>
   <source>{count} pictures cleared</source>
   <translation>已清除 {count} 张图片</translation>
  </message>
  <message>
   <source>{count} pictures have a class by their flag in labelme's JSON ({classes})</source>
   <translation>{count} 张图片以 labelme JSON 中的标志为类别（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have a mask and a list of its objects each, as in ADE20K</source>
   <translation>{count} 张图片各有掩膜和对象列表（ADE20K 的形式）</translation>
  </message>
  <message>
   <source>{count} pictures have a mask each, {where}</source>
   <translation>{count} 张图片各有一个掩膜（{where}）</translation>
  </message>
  <message>
   <source>{count} pictures have a mask for each class: {names}</source>
   <translation>{count} 张图片的每个类别各有一个掩膜：{names}</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in COCO's JSON ({classes})</source>
   <translation>{count} 张图片在 COCO 的 JSON 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in PASCAL VOC's XML ({classes})</source>
   <translation>{count} 张图片在 PASCAL VOC 的 XML 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in YOLO's label files ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in files of {tool}, of {classes}</source>
   <translation>{count} 张图片在 {tool} 的文件中有标注框，共 {classes}</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in labelme's JSON ({classes})</source>
   <translation>{count} 张图片在 labelme 的 JSON 中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in pixels in text files: class, {meaning} ({classes})</source>
   <translation>{count} 张图片在文本文件中有以像素表示的边界框：类别、{meaning}（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in text files of {format} ({classes})</source>
   <translation>{count} 张图片在 {format} 文本文件中有边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have boxes in {file}, of {classes}</source>
   <translation>{count} 张图片在 {file} 中有框，共{classes}</translation>
  </message>
  <message>
   <source>{count} pictures have changed and are used as they are now, such as {name}.</source>
   <translation>{count} 张图片已更改，现按其当前内容使用，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} pictures have changed since import, such as {name}.</source>
   <translation>{count} 张图片自导入后已更改，例如 {name}。</translation>
  </message>
  <message>
   <source>{count} pictures have masks as run lengths in {file}, of {classes}</source>
   <translation>{count} 张图片在 {file} 中有游程编码的掩码，共{classes}</translation>
  </message>
  <message>
   <source>{count} pictures have masks with Cityscapes' {kind}</source>
   <translation>{count} 张图片有 Cityscapes 的 {kind} 掩膜</translation>
  </message>
  <message>
   <source>{count} pictures have no annotation and are not used.</source>
   <translation>{count} 张图片没有标注，不使用。</translation>
  </message>
  <message>
   <source>{count} pictures have no file of labels: they are used as ones on which there is nothing.</source>
   <translation>{count} 张图片没有标签文件：作为没有物体的图片使用。</translation>
  </message>
  <message>
   <source>{count} pictures have no label in a table</source>
   <translation>{count} 张图片在表格中没有标签</translation>
  </message>
  <message>
   <source>{count} pictures have no label in the table and are passed over, the first of them {path}.</source>
   <translation>{count} 张图片在表格中没有标签，已略过，第一张是 {path}。</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in COCO's JSON, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 COCO 的 JSON 中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in YOLO's label files, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in YOLO's label files, taken as boxes around them ({classes})</source>
   <translation>{count} 张图片在 YOLO 标签文件中有轮廓，取其外接边界框（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in files of {tool}, of {classes}</source>
   <translation>{count} 张图片在 {tool} 的文件中有轮廓，共 {classes}</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in labelme's JSON, drawn as masks ({classes})</source>
   <translation>{count} 张图片在 labelme 的 JSON 中有轮廓，绘制为掩膜（{classes}）</translation>
  </message>
  <message>
   <source>{count} pictures have outlines in {file}, of {classes}, as masks</source>
   <translation>{count} 张图片在 {file} 中有轮廓，共{classes}，作为掩码</translation>
  </message>
  <message>
   <source>{count} pictures have several labels in their rows and are passed over.</source>
   <translation>{count} 张图片在其行中有多个标签，已略过。</translation>
  </message>
  <message>
   <source>{count} pictures have their old labels again.</source>
   <translation>{count} 张图片已恢复原来的标签。</translation>
  </message>
  <message>
   <source>{count} pictures have {masks} masks, {where}, joined for each picture</source>
   <translation>{count} 张图片有 {masks} 个掩膜（{where}），每张图片的掩膜合并为一个</translation>
  </message>
  <message>
   <source>{count} pictures in '{folder}' are passed over: that folder is taken for no class.</source>
   <translation>已略过“{folder}”中的 {count} 张图片：该文件夹不视为类别。</translation>
  </message>
  <message>
   <source>{count} pictures in '{folder}' lie in no class folders and are passed over.</source>
   <translation>“{folder}”中有 {count} 张图片不在类别文件夹里，已略过。</translation>
  </message>
  <message>
   <source>{count} pictures in '{folder}' lie in no class folders: they are ones to predict, and passed over.</source>
   <translation>“{folder}”中有 {count} 张图片不在类别文件夹里：属于待预测的图片，已略过。</translation>
  </message>
  <message>
   <source>{count} pictures in '{name}' lie in no class folders, and none of the files beside them could be read as their annotations ({seen}).</source>
   <translation>“{name}”中的 {count} 张图片不在类别文件夹里，旁边的文件也都无法作为它们的标注读取（{seen}）。</translation>
  </message>
  <message>
   <source>{count} pictures in files of {tool} have several answers to '{question}'; a picture can have one class.</source>
   <translation>{tool} 的文件中有 {count} 张图片对“{question}”有多个答案；一张图片只能属于一个类别。</translation>
  </message>
  <message>
   <source>{count} pictures in the shards have no class and are left out.</source>
   <translation>分片中有 {count} 张图片没有类别，已略去。</translation>
  </message>
  <message>
   <source>{count} pictures lie beside the class folders and are passed over.</source>
   <translation>{count} 张图片不在任何类别文件夹中，已跳过。</translation>
  </message>
  <message>
   <source>{count} pictures of a part without any mask are left out: {name} ...</source>
   <translation>某个部分完全没有掩膜，其中的 {count} 张图片已略去：{name}…</translation>
  </message>
  <message>
   <source>{count} pictures of further folds are in the first one too, in other parts; only '{folder}' is read.</source>
   <translation>其余各折中有 {count} 张图片也在第一折中，但属于其他部分；只读取“{folder}”。</translation>
  </message>
  <message>
   <source>{count} pictures of {file} are not there, the first of them {path}.</source>
   <translation>{file} 中有 {count} 张图片不存在，第一张是 {path}。</translation>
  </message>
  <message>
   <source>{count} pictures take part again.</source>
   <translation>已重新纳入 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} pictures to evaluate</source>
   <translation>待评估 {count} 张图片</translation>
  </message>
  <message>
   <source>{count} pictures wait: there is no model yet</source>
   <translation>{count} 张图片在等待：还没有模型</translation>
  </message>
  <message>
   <source>{count} pictures wait: “{run}” has no model yet</source>
   <translation>{count} 张图片正在等待:“{run}”还没有模型</translation>
  </message>
  <message>
   <source>{count} pictures were copied.</source>
   <translation>已复制 {count} 张图片。</translation>
  </message>
  <message>
   <source>{count} pictures whose names name no class are passed over.</source>
   <translation>已略过 {count} 张文件名没有给出类别的图片。</translation>
  </message>
  <message>
   <source>{count} pictures without a mask are in no list of a split, and are left out: {name} ...</source>
   <translation>{count} 张没有掩膜的图片不在任何划分列表中，已略去：{name}…</translation>
  </message>
  <message>
   <source>{count} pictures' annotations were taken otherwise than they stand there</source>
   <translation>{count} 张图片的标注有所改动后采用</translation>
  </message>
  <message>
   <source>{count} projects were found there.</source>
   <translation>在那里找到 {count} 个项目。</translation>
  </message>
  <message>
   <source>{count} row fits several pictures equally</source>
   <translation>{count} 行同样符合多张图片</translation>
  </message>
  <message>
   <source>{count} row gives a picture a second label</source>
   <translation>{count} 行给了图片第二个标签</translation>
  </message>
  <message>
   <source>{count} row has no path or no label</source>
   <translation>{count} 行没有路径或没有标签</translation>
  </message>
  <message>
   <source>{count} row of the table fits several pictures equally and is passed over: '{cell}' may be {paths}.</source>
   <translation>表格中有 {count} 行同样符合多张图片，已略过：“{cell}”可能是 {paths}。</translation>
  </message>
  <message>
   <source>{count} row of the table gives a picture a second label; the first holds.</source>
   <translation>表格中有 {count} 行给图片加了第二个标签，以第一个为准。</translation>
  </message>
  <message>
   <source>{count} row of the table has no path or no label and is passed over.</source>
   <translation>表格中有 {count} 行缺少路径或标签，已跳过。</translation>
  </message>
  <message>
   <source>{count} rows fit several pictures equally</source>
   <translation>{count} 行同样符合多张图片</translation>
  </message>
  <message>
   <source>{count} rows give a picture a second label</source>
   <translation>{count} 行给了图片第二个标签</translation>
  </message>
  <message>
   <source>{count} rows have no path or no label</source>
   <translation>{count} 行没有路径或没有标签</translation>
  </message>
  <message>
   <source>{count} rows of the table fit several pictures equally and are passed over: '{cell}' may be {paths}.</source>
   <translation>表格中有 {count} 行同样符合多张图片，已略过：“{cell}”可能是 {paths}。</translation>
  </message>
  <message>
   <source>{count} rows of the table give a picture a second label; the first holds.</source>
   <translation>表格中有 {count} 行给图片加了第二个标签，以第一个为准。</translation>
  </message>
  <message>
   <source>{count} rows of the table have no path or no label and are passed over.</source>
   <translation>表格中有 {count} 行缺少路径或标签，已跳过。</translation>
  </message>
  <message>
   <source>{count} step</source>
   <translation>{count} 步</translation>
  </message>
  <message>
   <source>{count} steps</source>
   <translation>{count} 步</translation>
  </message>
  <message>
   <source>{count} to mend</source>
   <translation>{count} 处需要改正</translation>
  </message>
  <message>
   <source>{count} was left out.</source>
   <translation>略去 {count} 张。</translation>
  </message>
  <message>
   <source>{count} weaker boxes are hidden.</source>
   <translation>隐藏了 {count} 个较弱的框。</translation>
  </message>
  <message>
   <source>{count} were left out.</source>
   <translation>略去 {count} 张。</translation>
  </message>
  <message>
   <source>{count} h</source>
   <translation>{count} 小时</translation>
  </message>
  <message>
   <source>{count} min</source>
   <translation>{count} 分</translation>
  </message>
  <message>
   <source>{count} s</source>
   <translation>{count} 秒</translation>
  </message>
  <message>
   <source>{device}</source>
   <translation>{device}</translation>
  </message>
  <message>
   <source>{device}, inference in {precision}</source>
   <translation>{device}，推理用 {precision}</translation>
  </message>
  <message>
   <source>{device}, training in {precision}</source>
   <translation>{device}，训练用 {precision}</translation>
  </message>
  <message>
   <source>{device}, {precision}</source>
   <translation>{device}，{precision}</translation>
  </message>
  <message>
   <source>{done} done</source>
   <translation>已用 {done}</translation>
  </message>
  <message>
   <source>{done} done, about {left} left</source>
   <translation>已用 {done}，大约还剩 {left}</translation>
  </message>
  <message>
   <source>{done} of {epochs} epochs in time</source>
   <translation>时间内 {done} / {epochs} 轮</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <source>{done} of {total} pictures looked at.</source>
   <translation>已看过 {done} / {total} 张图片。</translation>
  </message>
  <message>
   <source>{done} of {total} predicted</source>
   <translation>已识别 {done} / {total}</translation>
  </message>
  <message>
   <source>{epoch} of {epochs} epochs in {time}.</source>
   <translation>{epoch} / {epochs} 轮，用时 {time}。</translation>
  </message>
  <message>
   <source>{file} answers several questions of each picture with yes or no: {columns}.</source>
   <translation>{file} 对每张图片的多个问题回答是或否：{columns}。</translation>
  </message>
  <message>
   <source>{file} gives all its pictures the same label, so it is taken for none.</source>
   <translation>{file} 给它的所有图片相同的标签，因此视为没有标签。</translation>
  </message>
  <message>
   <source>{file} gives several labels a picture (tags): of its columns of 0 and 1, {count} are 1 for {path}: {columns}. One label a picture can be learned.</source>
   <translation>{file} 给每张图片多个标签：在其 0 和 1 的列中，{path} 有 {count} 个为 1：{columns}。每张图片只能学习一个标签。</translation>
  </message>
  <message>
   <source>{file} gives {count} of {rows} pictures several labels (tags) in rows of their own, such as {path}. One label a picture can be learned.</source>
   <translation>{file} 用不同的行给 {rows} 张图片中的 {count} 张多个标签，例如 {path}。每张图片只能学习一个标签。</translation>
  </message>
  <message>
   <source>{file} holds a table</source>
   <translation>{file} 含有一个表格</translation>
  </message>
  <message>
   <source>{file} holds numbers for {pictures}, of a form that is not known.</source>
   <translation>{file} 含有{pictures}的数字，其形式未知。</translation>
  </message>
  <message>
   <source>{file} holds pixels as numbers, a picture in each row; there are no picture files.</source>
   <translation>{file} 以数字保存像素，每行一张图片；没有图片文件。</translation>
  </message>
  <message>
   <source>{file} holds what a model found on {count} picture, with scores, and such predictions are not learned.</source>
   <translation>{file} 含有模型在 {count} 张图片上的检测结果及得分；这类预测不用于学习。</translation>
  </message>
  <message>
   <source>{file} holds what a model found on {count} pictures, with scores, and such predictions are not learned.</source>
   <translation>{file} 含有模型在 {count} 张图片上的检测结果及得分；这类预测不用于学习。</translation>
  </message>
  <message>
   <source>{file} is a spreadsheet, whose labels are not read.</source>
   <translation>{file} 是电子表格，无法读取其中的标签。</translation>
  </message>
  <message>
   <source>{file} is an Excel table, whose labels are not read.</source>
   <translation>{file} 是 Excel 表格，无法读取其中的标签。</translation>
  </message>
  <message>
   <source>{file} names a mask for each of {pictures} (column '{column}'), and such tables are not read.</source>
   <translation>{file} 为{pictures}各指定了一个掩码（列“{column}”），不支持读取这类表格。</translation>
  </message>
  <message>
   <source>{file} names {count} picture and holds boxes or outlines of a form that is not known.</source>
   <translation>{file} 提到 {count} 张图片，含有形式未知的框或轮廓。</translation>
  </message>
  <message>
   <source>{file} names {count} pictures and holds boxes or outlines of a form that is not known.</source>
   <translation>{file} 提到 {count} 张图片，含有形式未知的框或轮廓。</translation>
  </message>
  <message>
   <source>{file} names {pictures} and has no column with labels.</source>
   <translation>{file} 指明了{pictures}，但没有标签列。</translation>
  </message>
  <message>
   <source>{file} names {pictures}, but its column '{column}' holds numbers, {different} different ones, which are no classes.</source>
   <translation>{file} 指明了{pictures}，但其列“{column}”含有数字，共 {different} 个不同的值，不是类别。</translation>
  </message>
  <message>
   <source>{file} names {pictures}, but no column of it is clearly a label: {columns}.</source>
   <translation>{file} 指明了{pictures}，但没有一列明显是标签：{columns}。</translation>
  </message>
  <message>
   <source>{file} was damaged; its copy is used.</source>
   <translation>{file} 已损坏，现使用其副本。</translation>
  </message>
  <message>
   <source>{first} There are {count} more like it.</source>
   <translation>{first} 类似的还有 {count} 张。</translation>
  </message>
  <message>
   <source>{first} There is {count} more like it.</source>
   <translation>{first} 类似的还有 {count} 张。</translation>
  </message>
  <message>
   <source>{first} and {second} are mixed up most: {count} of the {wrong} mistakes.</source>
   <translation>{first} 与 {second} 最易混淆：{wrong} 个错误中占 {count} 个。</translation>
  </message>
  <message>
   <source>{first} {second}</source>
   <translation>{first}{second}</translation>
  </message>
  <message>
   <source>{folder} is not where it was: {count} picture.</source>
   <translation>{folder} 已不在原处：{count} 张图片。</translation>
  </message>
  <message>
   <source>{folder} is not where it was: {count} pictures.</source>
   <translation>{folder} 已不在原处：{count} 张图片。</translation>
  </message>
  <message>
   <source>{folder} lies in the folder of the projects, or around it.</source>
   <translation>{folder} 位于项目文件夹之内，或包含项目文件夹。</translation>
  </message>
  <message>
   <source>{format}…</source>
   <translation>{format}…</translation>
  </message>
  <message>
   <source>{found} of {count} picture lies in a class folder</source>
   <translation>{count} 张图片中有 {found} 张在类别文件夹里</translation>
  </message>
  <message>
   <source>{found} of {count} pictures lie in class folders</source>
   <translation>{count} 张图片中有 {found} 张在类别文件夹里</translation>
  </message>
  <message>
   <source>{found} {hint}</source>
   <translation>{found}{hint}</translation>
  </message>
  <message>
   <source>{found}, {wrong} wrong</source>
   <translation>{found}，错 {wrong}</translation>
  </message>
  <message>
   <source>{free} free</source>
   <translation>空闲 {free}</translation>
  </message>
  <message>
   <source>{free} of {total} free</source>
   <translation>{total} 中空闲 {free}</translation>
  </message>
  <message>
   <source>{host} cannot be reached.</source>
   <translation>无法连接 {host}。</translation>
  </message>
  <message>
   <source>{host} does not give the file: it answers {code}.</source>
   <translation>{host} 未提供该文件：返回 {code}。</translation>
  </message>
  <message>
   <source>{hours} h</source>
   <translation>{hours} 小时</translation>
  </message>
  <message>
   <source>{hours} h {minutes} min</source>
   <translation>{hours} 小时 {minutes} 分</translation>
  </message>
  <message>
   <source>{key} cannot be {value}.</source>
   <translation>{key} 不能是 {value}。</translation>
  </message>
  <message>
   <source>{key} is no longer a setting; it is passed over.</source>
   <translation>{key} 已不再是设置项，予以忽略。</translation>
  </message>
  <message>
   <source>{label} needs a value.</source>
   <translation>{label}需要一个值。</translation>
  </message>
  <message>
   <source>{label}, but it is {truth}</source>
   <translation>{label}，实际是 {truth}</translation>
  </message>
  <message>
   <source>{label}, correct</source>
   <translation>{label}，正确</translation>
  </message>
  <message>
   <source>{label}: {value}</source>
   <translation>{label}：{value}</translation>
  </message>
  <message>
   <source>{low} to {high}</source>
   <translation>{low} 至 {high}</translation>
  </message>
  <message>
   <source>{metric} on validation, by epoch</source>
   <translation>各轮次的验证{metric}</translation>
  </message>
  <message>
   <source>{metric}, {whole}</source>
   <translation>{metric}，{whole}</translation>
  </message>
  <message>
   <source>{milliseconds} ms</source>
   <translation>{milliseconds} 毫秒</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} 分</translation>
  </message>
  <message>
   <source>{minutes} min {seconds} s</source>
   <translation>{minutes} 分 {seconds} 秒</translation>
  </message>
  <message>
   <source>{model} needs {size} px or more.</source>
   <translation>{model} 需要至少 {size} 像素。</translation>
  </message>
  <message>
   <source>{model} takes {size} px only.</source>
   <translation>{model} 只接受 {size} 像素。</translation>
  </message>
  <message>
   <source>{model}, {when}</source>
   <translation>{model}，{when}</translation>
  </message>
  <message>
   <source>{name}</source>
   <translation>{name}</translation>
  </message>
  <message>
   <source>{name} came out different when it was copied.</source>
   <translation>{name} 复制后内容不一致。</translation>
  </message>
  <message>
   <source>{name} cannot be read: {reason}.</source>
   <translation>无法读取 {name}：{reason}。</translation>
  </message>
  <message>
   <source>{name} cannot be read: {why}.</source>
   <translation>无法读取 {name}：{why}。</translation>
  </message>
  <message>
   <source>{name} could not be moved to the bin; it is back in its place.</source>
   <translation>无法将{name}移到回收站，已放回原处。</translation>
  </message>
  <message>
   <source>{name} could not be written: another program has it open.</source>
   <translation>无法写入 {name}：另一个程序正打开着它。</translation>
  </message>
  <message>
   <source>{name} could not be written: it is larger than a file may be there.</source>
   <translation>无法写入 {name}：它超过了那里允许的文件大小。</translation>
  </message>
  <message>
   <source>{name} could not be written: the disk reports an error.</source>
   <translation>无法写入 {name}：磁盘报告错误。</translation>
  </message>
  <message>
   <source>{name} could not be written: the disk with {folder} is read-only.</source>
   <translation>无法写入 {name}：{folder} 所在的磁盘是只读的。</translation>
  </message>
  <message>
   <source>{name} could not be written: there is no permission to write in {folder}.</source>
   <translation>无法写入 {name}：没有写入 {folder} 的权限。</translation>
  </message>
  <message>
   <source>{name} could not be written: {folder} is not there.</source>
   <translation>无法写入 {name}：{folder} 不存在。</translation>
  </message>
  <message>
   <source>{name} could not be written: {why}.</source>
   <translation>无法写入 {name}：{why}。</translation>
  </message>
  <message>
   <source>{name} does not exist.</source>
   <translation>{name} 不存在。</translation>
  </message>
  <message>
   <source>{name} does not name the value 0, which is taken for '{background}'.</source>
   <translation>{name} 没有命名值 0，它被视为“{background}”。</translation>
  </message>
  <message>
   <source>{name} holds Python objects besides weights, which could run code; it was not opened.</source>
   <translation>{name} 中除权重外还有可能运行代码的 Python 对象；未打开。</translation>
  </message>
  <message>
   <source>{name} holds annotations of COCO's format, but lists no pictures.</source>
   <translation>{name} 是 COCO 格式的标注，但没有列出任何图片。</translation>
  </message>
  <message>
   <source>{name} holds annotations of a format that is not read: {format}.</source>
   <translation>{name} 中的标注格式无法读取：{format}。</translation>
  </message>
  <message>
   <source>{name} holds no run.</source>
   <translation>{name} 中没有运行。</translation>
  </message>
  <message>
   <source>{name} holds no weights.</source>
   <translation>{name} 中没有权重。</translation>
  </message>
  <message>
   <source>{name} holds what a model found ({format}), which is no ground truth.</source>
   <translation>{name} 中是模型的预测结果（{format}），不是真实标注。</translation>
  </message>
  <message>
   <source>{name} is a second annotation of one picture; the first holds.</source>
   <translation>{name} 是同一张图片的第二份标注；以第一份为准。</translation>
  </message>
  <message>
   <source>{name} is ahead</source>
   <translation>{name} 领先</translation>
  </message>
  <message>
   <source>{name} is ahead, but not for certain</source>
   <translation>{name} 领先，但尚不确定</translation>
  </message>
  <message>
   <source>{name} is an archive of a kind that is not read.</source>
   <translation>不支持 {name} 这种压缩包。</translation>
  </message>
  <message>
   <source>{name} is an archive of the kind {kind}, which is not read.</source>
   <translation>{name} 是 {kind} 格式的压缩包，无法读取。</translation>
  </message>
  <message>
   <source>{name} is damaged or is not a weights file.</source>
   <translation>{name} 已损坏，或不是权重文件。</translation>
  </message>
  <message>
   <source>{name} is damaged.</source>
   <translation>{name} 已损坏。</translation>
  </message>
  <message>
   <source>{name} is missed most often: {count} of {of}.</source>
   <translation>{name} 最常被漏掉：{of} 个中的 {count} 个。</translation>
  </message>
  <message>
   <source>{name} is missing.</source>
   <translation>缺少 {name}。</translation>
  </message>
  <message>
   <source>{name} is most often predicted as {other}: {share:.0f} % of it.</source>
   <translation>{name} 最常被预测为 {other}：占其 {share:.0f} %。</translation>
  </message>
  <message>
   <source>{name} is no data set that can be read.</source>
   <translation>{name} 不是可读取的数据集。</translation>
  </message>
  <message>
   <source>{name} is not a file.</source>
   <translation>{name} 不是文件。</translation>
  </message>
  <message>
   <source>{name} is not a picture</source>
   <translation>{name} 不是图片</translation>
  </message>
  <message>
   <source>{name} is not a picture.</source>
   <translation>{name} 不是图片。</translation>
  </message>
  <message>
   <source>{name} is not a settings file: {why}.</source>
   <translation>{name} 不是设置文件：{why}。</translation>
  </message>
  <message>
   <source>{name} is not {model}: layers missing: {missing}, of another shape: {wrong} ({first}).</source>
   <translation>{name} 不是 {model}：缺少 {missing} 层，{wrong} 层形状不同（{first}）。</translation>
  </message>
  <message>
   <source>{name} is of {tool} and lists {pictures}, but no boxes, no outlines and no classes.</source>
   <translation>{name} 来自 {tool}，列出了{pictures}，但没有标注框、轮廓或类别。</translation>
  </message>
  <message>
   <source>{name} is of {tool} and lists {pictures}; none of them is there.</source>
   <translation>{name} 来自 {tool}，列出了{pictures}，但一张也找不到。</translation>
  </message>
  <message>
   <source>{name} is open in another window.</source>
   <translation>{name} 已在另一个窗口中打开。</translation>
  </message>
  <message>
   <source>{name} is open.</source>
   <translation>已打开 {name}。</translation>
  </message>
  <message>
   <source>{name} is passed over: it {reason}.</source>
   <translation>已跳过 {name}：它{reason}。</translation>
  </message>
  <message>
   <source>{name} is seen most often where there is none: once.</source>
   <translation>{name} 最常被误报：1 次。</translation>
  </message>
  <message>
   <source>{name} is seen most often where there is none: {count} times.</source>
   <translation>{name} 最常被误报：{count} 次。</translation>
  </message>
  <message>
   <source>{name} is the hardest: {found} of {total} correct.</source>
   <translation>{name} 最难：{total} 张图片中有 {found} 张识别正确。</translation>
  </message>
  <message>
   <source>{name} is {points} points ahead</source>
   <translation>{name} 领先 {points} 个百分点</translation>
  </message>
  <message>
   <source>{name} lists {count} picture and no annotation of it has a box.</source>
   <translation>{name} 列出了 {count} 张图片，但它们的标注都没有边界框。</translation>
  </message>
  <message>
   <source>{name} lists {count} pictures and no annotation of them has a box.</source>
   <translation>{name} 列出了 {count} 张图片，但它们的标注都没有边界框。</translation>
  </message>
  <message>
   <source>{name} lists {pictures}, none of which is in '{source}': the first is '{picture}'.</source>
   <translation>{name} 列出了{pictures}，但都不在“{source}”中：第一张是“{picture}”。</translation>
  </message>
  <message>
   <source>{name} may not be read.</source>
   <translation>没有读取 {name} 的权限。</translation>
  </message>
  <message>
   <source>{name} names the values from 1; 0 is '{background}'.</source>
   <translation>{name} 从 1 开始命名各值；0 是“{background}”。</translation>
  </message>
  <message>
   <source>{name} reached {score} in {time}</source>
   <translation>{name} 用时 {time}，达到 {score}</translation>
  </message>
  <message>
   <source>{name} was made by a later version.</source>
   <translation>{name} 由更新的版本创建。</translation>
  </message>
  <message>
   <source>{name} {reason}, and it holds boxes or outlines of {pictures}.</source>
   <translation>{name} {reason}；其中含有{pictures}的框或轮廓。</translation>
  </message>
  <message>
   <source>{name} {reason}.</source>
   <translation>{name} {reason}。</translation>
  </message>
  <message>
   <source>{name} {share} %</source>
   <translation>{name} {share} %</translation>
  </message>
  <message>
   <source>{name}, 1 core</source>
   <translation>{name}，1 核</translation>
  </message>
  <message>
   <source>{name}, after {done} of {epochs} epochs. Everything is saved; you may close the app.</source>
   <translation>{name},已完成 {done}/{epochs} 轮。一切都已保存,可以关闭应用。</translation>
  </message>
  <message>
   <source>{name}, correct</source>
   <translation>{name}，识别正确</translation>
  </message>
  <message>
   <source>{name}, {count} cores</source>
   <translation>{name}，{count} 核</translation>
  </message>
  <message>
   <source>{name}. Everything is saved; you may close the app.</source>
   <translation>{name}。一切都已保存,可以关闭应用。</translation>
  </message>
  <message>
   <source>{name}: nothing found</source>
   <translation>{name}：没有找到</translation>
  </message>
  <message>
   <source>{name}: {label}, {confidence}</source>
   <translation>{name}：{label}，{confidence}</translation>
  </message>
  <message>
   <source>{name}: {note}.</source>
   <translation>{name}：{note}。</translation>
  </message>
  <message>
   <source>{name}: {prediction}</source>
   <translation>{name}：{prediction}</translation>
  </message>
  <message>
   <source>{name}: {train} train, {val} validation, {test} test</source>
   <translation>{name}：训练 {train}，验证 {val}，测试 {test}</translation>
  </message>
  <message>
   <source>{need} Batch size {size} fits.</source>
   <translation>{need}批大小 {size} 放得下。</translation>
  </message>
  <message>
   <source>{note} Pixels of the value 255 are taken for borders and ignored.</source>
   <translation>{note}值为 255 的像素视为边界并忽略。</translation>
  </message>
  <message>
   <source>{note} The values are shades of grey ({values}), so that 255 is a class too.</source>
   <translation>{note}这些值是灰度（{values}），因此 255 也是一个类别。</translation>
  </message>
  <message>
   <source>{number} above {low}, up to {high}</source>
   <translation>{number}，大于 {low}，不超过 {high}</translation>
  </message>
  <message>
   <source>{number} from {low} to {high}</source>
   <translation>{number}，{low} 至 {high}</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>{number} / {count}</translation>
  </message>
  <message>
   <source>{number} of {total}</source>
   <translation>第 {number} 张，共 {total} 张</translation>
  </message>
  <message>
   <source>{number}, at least {low}</source>
   <translation>{number}，至少 {low}</translation>
  </message>
  <message>
   <source>{old} is called {new} now.</source>
   <translation>{old} 现在叫 {new}。</translation>
  </message>
  <message>
   <source>{part} of {whole} GB</source>
   <translation>{part} / {whole} GB</translation>
  </message>
  <message>
   <source>{path} is no project.</source>
   <translation>{path} 不是项目。</translation>
  </message>
  <message>
   <source>{path} is not where it was.</source>
   <translation>{path} 已不在原处。</translation>
  </message>
  <message>
   <source>{path} is not where it was. Connect its drive, or show where it is now.</source>
   <translation>{path} 已不在原处。请连接所在的磁盘，或指出它现在的位置。</translation>
  </message>
  <message>
   <source>{path} {reason}.</source>
   <translation>{path} {reason}。</translation>
  </message>
  <message>
   <source>{pictures} in {classes}. Your folder is only read, never changed.</source>
   <translation>{classes}，共{pictures}。您的文件夹只会被读取，不会被修改。</translation>
  </message>
  <message>
   <source>{pictures} with masks of {classes}. Your folder is only read, never changed.</source>
   <translation>{pictures}，带有{classes}的掩膜。您的文件夹只会被读取，不会被修改。</translation>
  </message>
  <message>
   <source>{pictures} with one answer each, in MNIST's idx files</source>
   <translation>MNIST 的 idx 文件中有{pictures}，每张有一个答案</translation>
  </message>
  <message>
   <source>{pictures} with one answer each, in the arrays {names}</source>
   <translation>{pictures}各有一个答案，位于数组 {names}</translation>
  </message>
  <message>
   <source>{pictures} with {boxes} of {classes}. Your folder is only read, never changed.</source>
   <translation>{pictures}，{classes}的{boxes}。您的文件夹只会被读取，不会被修改。</translation>
  </message>
  <message>
   <source>{pictures}. Your folder is only read, never changed.</source>
   <translation>{pictures}。您的文件夹只会被读取，不会被修改。</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>第 {place} 条，共 {count} 条</translation>
  </message>
  <message>
   <source>{points} points above the first model so far.</source>
   <translation>目前比首个模型高 {points} 个百分点。</translation>
  </message>
  <message>
   <source>{points} points below the first model so far.</source>
   <translation>目前比首个模型低 {points} 个百分点。</translation>
  </message>
  <message>
   <source>{project}: {run}</source>
   <translation>{project}:{run}</translation>
  </message>
  <message>
   <source>{project}: {run}, {model}</source>
   <translation>{project}:{run},{model}</translation>
  </message>
  <message>
   <source>{reason} {left}</source>
   <translation>{reason}{left}</translation>
  </message>
  <message>
   <source>{right} of {total}</source>
   <translation>{total} 中的 {right}</translation>
  </message>
  <message>
   <source>{right} of {total}, {interval}</source>
   <translation>{total} 张中 {right} 张，{interval}</translation>
  </message>
  <message>
   <source>{run}</source>
   <translation>{run}</translation>
  </message>
  <message>
   <source>{run} against the first model's {first}: with {pictures} they cannot be told apart (difference {low} to {high} points).</source>
   <translation>{run}，首个模型为 {first}：仅凭{pictures}无法分出高下（相差 {low} 至 {high} 个百分点）。</translation>
  </message>
  <message>
   <source>{run} on {split}</source>
   <translation>{run}：{split}</translation>
  </message>
  <message>
   <source>{run}, {model}</source>
   <translation>{run},{model}</translation>
  </message>
  <message>
   <source>{scores}.</source>
   <translation>{scores}。</translation>
  </message>
  <message>
   <source>{score}</source>
   <translation>{score}</translation>
  </message>
  <message>
   <source>{score} ({whole})</source>
   <translation>{score}（{whole}）</translation>
  </message>
  <message>
   <source>{score} is good, but so few pictures tell little. New ones tell more.</source>
   <translation>{score} 不错，但图片太少，说明不了多少。新图片能说明更多。</translation>
  </message>
  <message>
   <source>{score} is good, but so few pictures tell little: the true share is {low} to {high} %. New pictures tell more.</source>
   <translation>{score} 不错，但图片太少，说明不了多少：真实比例在 {low} 到 {high} % 之间。新图片能说明更多。</translation>
  </message>
  <message>
   <source>{seconds} s</source>
   <translation>{seconds} 秒</translation>
  </message>
  <message>
   <source>{sentence}</source>
   <translation>{sentence}</translation>
  </message>
  <message>
   <source>{sentence}.</source>
   <translation>{sentence}。</translation>
  </message>
  <message>
   <source>{setting}: {problem}</source>
   <translation>{setting}：{problem}</translation>
  </message>
  <message>
   <source>{share} of {name} is correct: {count} of {whole}</source>
   <translation>{name} 的 {share} 正确：{whole} 中的 {count}</translation>
  </message>
  <message>
   <source>{share} of {name} is predicted as {said}: {count} of {whole}</source>
   <translation>{name} 的 {share} 被认作 {said}：{whole} 中的 {count}</translation>
  </message>
  <message>
   <source>{size} GB free</source>
   <translation>剩余 {size} GB</translation>
  </message>
  <message>
   <source>{size} of thumbnails and decoded pictures; made again as needed</source>
   <translation>{size} 缩略图和解码后的图片，需要时会重新生成</translation>
  </message>
  <message>
   <source>{split} has no pictures in the run {name}.</source>
   <translation>运行 {name} 中{split}没有图片。</translation>
  </message>
  <message>
   <source>{split} has no pictures.</source>
   <translation>{split}没有图片。</translation>
  </message>
  <message>
   <source>{split} {metric} {score}</source>
   <translation>{split}{metric} {score}</translation>
  </message>
  <message>
   <source>{split}, by this run's best weights</source>
   <translation>{split}，使用此运行的最佳权重</translation>
  </message>
  <message>
   <source>{target} lies in {source}, where the pictures come from.</source>
   <translation>{target} 位于图片来源 {source} 之内。</translation>
  </message>
  <message>
   <source>{text} is not key=value.</source>
   <translation>{text} 不是 key=value 的形式。</translation>
  </message>
  <message>
   <source>{tool} boxes</source>
   <translation>{tool} 标注框</translation>
  </message>
  <message>
   <source>{tool} classes of pictures</source>
   <translation>{tool} 图片类别</translation>
  </message>
  <message>
   <source>{tool} outlines as masks</source>
   <translation>{tool} 轮廓（作为掩膜）</translation>
  </message>
  <message>
   <source>{train}, {val} for validation; {each} an epoch, {steps} in all</source>
   <translation>{train}，{val} 张用于验证；每轮{each}，共 {steps} 步</translation>
  </message>
  <message>
   <source>{truth} predicted as {said}</source>
   <translation>{truth} 被认作 {said}</translation>
  </message>
  <message>
   <source>{truth}, correct at {confidence}</source>
   <translation>{truth}，识别正确，置信度 {confidence}</translation>
  </message>
  <message>
   <source>{truth}, predicted {said}</source>
   <translation>{truth}，预测为 {said}</translation>
  </message>
  <message>
   <source>{truth}, predicted {said} at {confidence}</source>
   <translation>{truth}，被认作 {said}，置信度 {confidence}</translation>
  </message>
  <message>
   <source>{truth}, predicted {said}: correct</source>
   <translation>{truth}，预测为 {said}：正确</translation>
  </message>
  <message>
   <source>{used} of {total} GB</source>
   <translation>{used} / {total} GB</translation>
  </message>
  <message>
   <source>{values} ({count} empty)</source>
   <translation>{values}（{count} 个为空）</translation>
  </message>
  <message>
   <source>{value} {unit}</source>
   <translation>{value} {unit}</translation>
  </message>
  <message>
   <source>{what}</source>
   <translation>{what}</translation>
  </message>
  <message>
   <source>{what} About {time} are left.</source>
   <translation>{what}大约还剩 {time}。</translation>
  </message>
  <message>
   <source>{what} It seems to be of {tool}.</source>
   <translation>{what} 它看来来自 {tool}。</translation>
  </message>
  <message>
   <source>{what} More pictures of it are what may help.</source>
   <translation>{what}为它增加图片可能有帮助。</translation>
  </message>
  <message>
   <source>{what} The best weights from here on are kept instead.</source>
   <translation>{what}改为保留此后的最佳权重。</translation>
  </message>
  <message>
   <source>{what} The first reason: {reason}.</source>
   <translation>{what}首个原因：{reason}。</translation>
  </message>
  <message>
   <source>{what} The first would be {picture}.</source>
   <translation>{what} 第一张应为 {picture}。</translation>
  </message>
  <message>
   <source>{what} They are in JPEG, which blurs masks.</source>
   <translation>{what}它们是 JPEG，会使掩膜模糊。</translation>
  </message>
  <message>
   <source>{what} Those of the last checkpoint are used instead.</source>
   <translation>{what}改用最后一个检查点的权重。</translation>
  </message>
  <message>
   <source>{what} What was drawn is of a kind that is not read: {kinds}.</source>
   <translation>{what} 其中所画的形状属于不支持的类型：{kinds}。</translation>
  </message>
  <message>
   <source>{what} You can bring it back from there.</source>
   <translation>{what}可以从那里恢复。</translation>
  </message>
  <message>
   <source>{what} {do}</source>
   <translation>{what}{do}</translation>
  </message>
  <message>
   <source>{what}, read now</source>
   <translation>{what}，当前使用</translation>
  </message>
  <message>
   <source>{what}, {count}</source>
   <translation>{what}，{count}</translation>
  </message>
  <message>
   <source>{what}: {amount}</source>
   <translation>{what}：{amount}</translation>
  </message>
  <message>
   <source>{what}: {done}</source>
   <translation>{what}：{done}</translation>
  </message>
  <message>
   <source>{when}, {metric} {score}</source>
   <translation>{when}，{metric} {score}</translation>
  </message>
  <message>
   <source>{whole}, {when}</source>
   <translation>{whole}，{when}</translation>
  </message>
  <message>
   <source>{width} × {height} pixels</source>
   <translation>{width} × {height} 像素</translation>
  </message>
  <message>
   <source>{without} {why}</source>
   <translation>{without}{why}</translation>
  </message>
  <message>
   <source>± {time}</source>
   <translation>± {time}</translation>
  </message>
  <message>
   <source>“{name}” ({epoch} of {epochs} epochs, {score}) goes to the bin of this computer.</source>
   <translation>“{name}”（{epoch} / {epochs} 轮次，{score}）将移到系统回收站。</translation>
  </message>
  <message>
   <source>“{name}” cannot be moved: {why}.</source>
   <translation>无法移动“{name}”：{why}。</translation>
  </message>
  <message>
   <source>“{name}” cannot be read.</source>
   <translation>无法读取“{name}”。</translation>
  </message>
  <message>
   <source>“{name}” goes to the bin of this computer.</source>
   <translation>“{name}”将移到系统回收站。</translation>
  </message>
  <message>
   <source>“{name}” is being trained.</source>
   <translation>“{name}”正在训练。</translation>
  </message>
  <message>
   <source>“{name}” is in the bin of this computer already.</source>
   <translation>“{name}”已在系统回收站中。</translation>
  </message>
  <message>
   <source>“{name}” is much worse than the rest: {right} of {total} correct, the others {rest}.</source>
   <translation>“{name}”比其他类别差得多：{total} 张中认对 {right} 张，其他类别为 {rest}。</translation>
  </message>
  <message>
   <source>“{name}” is much worse than the rest: {value}, the others {rest} on the average.</source>
   <translation>“{name}”比其他类别差得多：{value}，其他类别平均为 {rest}。</translation>
  </message>
  <message>
   <source>“{name}” is paused after {epoch} of {epochs} epochs.</source>
   <translation>“{name}”在完成 {epoch}/{epochs} 轮后暂停。</translation>
  </message>
  <message>
   <source>“{name}” is ready.</source>
   <translation>“{name}”已就绪。</translation>
  </message>
  <message>
   <source>“{name}” was interrupted after {epoch} of {epochs} epochs.</source>
   <translation>“{name}”在完成 {epoch}/{epochs} 轮后中断。</translation>
  </message>
  <message>
   <source>“{run}” has no model yet</source>
   <translation>“{run}”还没有模型</translation>
  </message>
 </context>
</TS>
